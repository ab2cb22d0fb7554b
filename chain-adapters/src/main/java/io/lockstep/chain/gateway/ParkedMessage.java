package io.lockstep.chain.gateway;

import io.lockstep.protocol.Hash32;

/**
 * Where a message stands that was not delivered.
 *
 * @param messageHash with its last byte cleared, which is where the standing is packed
 */
public record ParkedMessage(Standing standing, Hash32 messageHash) {}

package io.lockstep.chain.provider;

import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;

/**
 * The chain that every provider must serve.
 *
 * @param genesis the hash of its first block: two chains may have taken one id
 */
public record ExpectedChain(ChainId id, Hash32 genesis) {}

package io.lockstep.chain.proof;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;

/**
 * What must be known of a gateway before anything is proven of it.
 *
 * @param place chain and address. No header names its chain; the lane's id does, and so does the
 *     code
 * @param codeHash of the code with its immutables, in which the constructor wrote the chain's id
 *     and a domain separator over the address
 */
public record TrustedGateway(InteroperableAddress place, Hash32 codeHash) {}

package io.lockstep.chain.deploy;

import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;

/** Whoever holds the first group key, asked to show it by signing a digest. */
@FunctionalInterface
public interface KeyProof {

  FrostSignature sign(Hash32 digest);
}

package io.lockstep.chain.transaction;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;

/** A transaction that can be sent any number of times and takes effect at most once. */
public record SignedTransaction(long nonce, Bytes bytes) {

  public Hash32 hash() {
    return Keccak256.of(bytes);
  }
}

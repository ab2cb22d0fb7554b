package io.lockstep.chain.proof;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;

/** A string of bytes. What it means, its place decides. */
record RlpString(Bytes bytes) implements RlpItem {

  static RlpString of(Hash32 hash) {
    return new RlpString(hash.bytes());
  }

  static RlpString of(Address address) {
    return new RlpString(address.bytes());
  }

  /** A number that is not negative: its bytes without leading zeros, so none at all for zero. */
  static RlpString of(BigInteger number) {
    byte[] signed = number.toByteArray();
    int sign = signed[0] == 0 ? 1 : 0;
    return new RlpString(Bytes.copyOf(signed).slice(sign, signed.length - sign));
  }

  static RlpString of(long number) {
    return of(BigInteger.valueOf(number));
  }
}

package io.lockstep.chain.gateway;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.time.Instant;

/** Between the values of the bindings and the protocol's. */
final class AbiValues {

  private AbiValues() {}

  static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }

  static long number(BigInteger value) {
    return value.longValueExact();
  }

  static Instant time(BigInteger seconds) {
    return Instant.ofEpochSecond(number(seconds));
  }

  static Hash32 hash(byte[] bytes32) {
    return Hash32.of(bytes32);
  }

  static LaneId lane(byte[] bytes32) {
    return new LaneId(hash(bytes32));
  }

  static byte[] bytes(LaneId lane) {
    return lane.value().toArray();
  }

  static Address address(String hex) {
    return Address.fromHex(hex);
  }

  static ChainId chain(BigInteger id) {
    return new ChainId(id);
  }

  static Bytes data(byte[] bytes) {
    return Bytes.copyOf(bytes);
  }
}

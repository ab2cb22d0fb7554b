package io.lockstep.chain.contract;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.time.Instant;

/** Between the values of the bindings and the protocol's. */
public final class AbiValues {

  private AbiValues() {}

  public static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }

  public static long number(BigInteger value) {
    return value.longValueExact();
  }

  public static Instant time(BigInteger seconds) {
    return Instant.ofEpochSecond(number(seconds));
  }

  public static Hash32 hash(byte[] bytes32) {
    return Hash32.of(bytes32);
  }

  public static LaneId lane(byte[] bytes32) {
    return new LaneId(hash(bytes32));
  }

  public static byte[] bytes(LaneId lane) {
    return lane.value().toArray();
  }

  public static Address address(String hex) {
    return Address.fromHex(hex);
  }

  public static ChainId chain(BigInteger id) {
    return new ChainId(id);
  }

  public static Bytes data(byte[] bytes) {
    return Bytes.copyOf(bytes);
  }
}

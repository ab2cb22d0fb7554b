package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.OUT_OF_RANGE;
import static io.lockstep.protocol.ProtocolException.Code.WRONG_LENGTH;

import java.math.BigInteger;

/**
 * What values must satisfy to exist.
 *
 * <p>A uint64 (nonce, gas limit, deadline, key epoch) is a {@code long} here and stays below 2^63:
 * no real one gets near, PostgreSQL's bigint ends there too, and a negative number never has to be
 * guessed at.
 */
final class Require {
  private static final long UINT32_MAX = 0xffff_ffffL;

  private Require() {}

  static void uint32(long value, String what) {
    inRange(value, 0, UINT32_MAX, what);
  }

  static void uint64(long value, String what) {
    inRange(value, 0, Long.MAX_VALUE, what);
  }

  /** Message nonces and key epochs start at 1; zero says "none" on chain. */
  static void positive(long value, String what) {
    inRange(value, 1, Long.MAX_VALUE, what);
  }

  static void inRange(long value, long min, long max, String what) {
    if (value < min || value > max) {
      throw new ProtocolException(
          OUT_OF_RANGE, what, Long.toUnsignedString(value), min + " to " + max);
    }
  }

  /** Both bounds belong to the range. */
  static void inRange(BigInteger value, BigInteger min, BigInteger max, String what) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new ProtocolException(OUT_OF_RANGE, what, value, min + " to " + max);
    }
  }

  static void nonZero(Address address, String what) {
    if (address.isZero()) {
      throw new ProtocolException(OUT_OF_RANGE, what, "the zero address", "an address");
    }
  }

  static void length(Bytes bytes, int expected, String what) {
    if (bytes.length() != expected) {
      throw new ProtocolException(WRONG_LENGTH, what, bytes.length() + " bytes", expected);
    }
  }
}

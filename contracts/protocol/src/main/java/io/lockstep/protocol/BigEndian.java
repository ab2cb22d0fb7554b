package io.lockstep.protocol;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Unsigned numbers of fixed width, the high byte first, as the chain writes them. */
final class BigEndian {
  static final BigInteger UINT128_MAX = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);
  static final BigInteger UINT256_MAX = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  private BigEndian() {}

  static Bytes uint256(BigInteger number) {
    Require.inRange(number, BigInteger.ZERO, UINT256_MAX, "uint256");
    return Bytes.owning(bytes(number, 32));
  }

  /**
   * Exactly {@code width} bytes. BigInteger's own are as short as they can be and carry a sign.
   *
   * @param number not negative, and no wider than {@code width}
   */
  static byte[] bytes(BigInteger number, int width) {
    byte[] signed = number.toByteArray();
    int sign = signed.length > width ? 1 : 0;
    int digits = signed.length - sign;
    byte[] bytes = new byte[width];
    System.arraycopy(signed, sign, bytes, width - digits, digits);
    return bytes;
  }

  static BigInteger read(ByteBuffer in, int width) {
    byte[] bytes = new byte[width];
    in.get(bytes);
    return new BigInteger(1, bytes);
  }
}

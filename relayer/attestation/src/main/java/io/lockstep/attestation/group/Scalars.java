package io.lockstep.attestation.group;

import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.bouncycastle.util.BigIntegers;

/** Public numbers modulo the group's order, 32 bytes wide, the high byte first. */
public final class Scalars {
  public static final int LENGTH = 32;

  private Scalars() {}

  public static BigInteger read(ByteBuffer in) {
    byte[] bytes = new byte[LENGTH];
    in.get(bytes);
    return BigIntegers.fromUnsignedByteArray(bytes);
  }

  public static byte[] bytes(BigInteger scalar) {
    return BigIntegers.asUnsignedByteArray(LENGTH, scalar);
  }

  public static BigInteger product(BigInteger one, BigInteger other) {
    return one.multiply(other).mod(Secp256k1.ORDER);
  }

  /**
   * By Bouncy Castle, whose inversion is several times as fast as BigInteger's.
   *
   * @param scalar not a multiple of the order
   */
  public static BigInteger inverse(BigInteger scalar) {
    return BigIntegers.modOddInverse(Secp256k1.ORDER, scalar.mod(Secp256k1.ORDER));
  }

  public static BigInteger negated(BigInteger scalar) {
    return scalar.negate().mod(Secp256k1.ORDER);
  }
}

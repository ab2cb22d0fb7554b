package io.lockstep.attestation.frost;

import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.bouncycastle.util.BigIntegers;

/** Public numbers modulo the group's order, 32 bytes wide, the high byte first. */
final class Scalars {
  static final int LENGTH = 32;

  private Scalars() {}

  static BigInteger read(ByteBuffer in) {
    byte[] bytes = new byte[LENGTH];
    in.get(bytes);
    return BigIntegers.fromUnsignedByteArray(bytes);
  }

  static byte[] bytes(BigInteger scalar) {
    return BigIntegers.asUnsignedByteArray(LENGTH, scalar);
  }

  static BigInteger product(BigInteger one, BigInteger other) {
    return one.multiply(other).mod(Secp256k1.ORDER);
  }

  static BigInteger negated(BigInteger scalar) {
    return scalar.negate().mod(Secp256k1.ORDER);
  }
}

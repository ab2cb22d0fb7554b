package io.lockstep.attestation.group;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Secp256k1;

/**
 * A number modulo the group's order that nobody else may learn: a key share or a nonce. It has no
 * text, and two of them are equal only if they are one object, so that neither a log nor a
 * comparison gives it away.
 *
 * <p>Its bytes are not wiped when it is dropped: the collector moves objects and leaves copies, so
 * a wipe would promise what the JVM does not keep.
 */
public final class SecretScalar {
  public static final int LENGTH = Scalars.LENGTH;

  private static final byte[] ORDER = Scalars.bytes(Secp256k1.ORDER);

  private final byte[] bytes;

  private SecretScalar(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads 32 bytes, the high byte first, and refuses what is not below the order. */
  public static SecretScalar decode(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new AttestationException(WRONG_LENGTH, "secret", bytes.length + " bytes", LENGTH);
    }
    if (!isBelowOrder(bytes)) {
      throw new AttestationException(
          OUT_OF_RANGE, "secret", "a number that is not", "below the order");
    }
    return new SecretScalar(bytes.clone());
  }

  /**
   * Subtracts to the last byte, whatever the bytes are, and asks whether something was borrowed.
   */
  private static boolean isBelowOrder(byte[] bytes) {
    int borrowed = 0;
    for (int i = LENGTH - 1; i >= 0; i--) {
      borrowed = (Byte.toUnsignedInt(bytes[i]) - Byte.toUnsignedInt(ORDER[i]) - borrowed) >>> 31;
    }
    return borrowed == 1;
  }

  /** The secret itself, for {@link SecretArithmetic} and for whoever seals it. A copy. */
  public byte[] reveal() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "SecretScalar[hidden]";
  }
}

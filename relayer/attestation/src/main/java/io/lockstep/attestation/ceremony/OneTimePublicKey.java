package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * What shares are sealed to: an X25519 key made for one ceremony and for nothing else (ADR 0015).
 */
record OneTimePublicKey(Bytes bytes) {
  static final int LENGTH = X25519.POINT_SIZE;

  OneTimePublicKey {
    Require.length(bytes, LENGTH, "one-time key");
    if (isOfLowOrder(bytes)) {
      throw new AttestationException(
          NOT_A_POINT, "one-time key", bytes, "an X25519 key that is not of low order");
    }
  }

  /**
   * X25519 multiplies by a multiple of eight, which takes exactly the points of low order to zero,
   * however they are written: whatever was sealed to one of them, everybody could open.
   */
  private static boolean isOfLowOrder(Bytes bytes) {
    byte[] anyScalar = new byte[X25519.SCALAR_SIZE];
    Arrays.fill(anyScalar, (byte) 1);
    byte[] product = new byte[X25519.POINT_SIZE];
    return !X25519.calculateAgreement(anyScalar, 0, bytes.toArray(), 0, product, 0);
  }
}

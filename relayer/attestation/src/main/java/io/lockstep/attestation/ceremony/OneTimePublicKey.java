package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import java.math.BigInteger;
import java.util.Set;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * What shares are sealed to: an X25519 key made for one ceremony and for nothing else (ADR 0015).
 */
record OneTimePublicKey(Bytes bytes) {
  static final int LENGTH = X25519.POINT_SIZE;

  private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /**
   * The u-coordinates of all points, on the curve and on its twist, whose order divides eight: 0, 1
   * and −1, and the two whose order on the curve is eight.
   */
  private static final Set<BigInteger> OF_LOW_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          FIELD.subtract(BigInteger.ONE),
          new BigInteger("b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0", 16),
          new BigInteger("57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f", 16));

  OneTimePublicKey {
    Require.length(bytes, LENGTH, "one-time key");
    if (isOfLowOrder(bytes)) {
      throw new AttestationException(
          NOT_A_POINT, "one-time key", bytes, "an X25519 key that is not of low order");
    }
  }

  /**
   * Whatever was sealed to such a point, everybody could open. RFC 7748 ignores the highest bit and
   * reduces what is left, so a point is known by its number and not by its bytes.
   */
  private static boolean isOfLowOrder(Bytes bytes) {
    byte[] number = Arrays.reverse(bytes.toArray());
    number[0] &= 0x7f;
    return OF_LOW_ORDER.contains(BigIntegers.fromUnsignedByteArray(number).mod(FIELD));
  }
}

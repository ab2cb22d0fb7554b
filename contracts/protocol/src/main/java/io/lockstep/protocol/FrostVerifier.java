package io.lockstep.protocol;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Verifies signatures as RFC 9591 does, and says yes to exactly those that the gateway accepts. The
 * gateway compares an address where this compares the point R.
 */
public final class FrostVerifier {
  private FrostVerifier() {}

  public static boolean verify(GroupKey key, Hash32 digest, FrostSignature signature) {
    return verify(key, digest.bytes(), signature);
  }

  public static boolean verify(GroupKey key, Bytes message, FrostSignature signature) {
    CurvePoint r = signature.r();
    BigInteger c = FrostChallenge.of(key, r, message);
    // The gateway refuses c = 0, for which ecrecover has no answer.
    return c.signum() != 0 && combined(key, signature.z(), c).equals(Secp256k1.toPoint(r));
  }

  /** z·G − c·Y, which a signature of Y's owner makes R. */
  private static ECPoint combined(GroupKey key, BigInteger z, BigInteger c) {
    ECPoint minusKey = Secp256k1.toPoint(key.point()).negate();
    return ECAlgorithms.sumOfTwoMultiplies(Secp256k1.GENERATOR, z, minusKey, c);
  }
}

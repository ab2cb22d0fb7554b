package io.lockstep.protocol;

import java.math.BigInteger;

/** The challenge c of a signature, which is RFC 9591's H2. */
public final class FrostChallenge {
  private static final HashToScalar H2 = HashToScalar.under("FROST-secp256k1-SHA256-v1chal");

  private FrostChallenge() {}

  public static BigInteger of(GroupKey key, CurvePoint r, Bytes message) {
    return H2.scalar(
        r.compressed().toArray(), key.point().compressed().toArray(), message.toArray());
  }
}

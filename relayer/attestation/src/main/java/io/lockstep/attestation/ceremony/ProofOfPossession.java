package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.LinearCombination;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.HashToScalar;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * That a dealer knows the constant term it has committed to, by Schnorr. Without it, whoever deals
 * last could take away the others' terms and leave a key of its own.
 */
record ProofOfPossession(CurvePoint r, BigInteger mu) {
  static final int LENGTH = Points.LENGTH + Scalars.LENGTH;

  private static final int RANDOM_LENGTH = 32;
  private static final HashToScalar CHALLENGE = HashToScalar.under("FROST-secp256k1-SHA256-v1dkg");
  private static final HashToScalar NONCE = HashToScalar.under("LOCKSTEP_CEREMONY_PROOF_NONCE_V1");

  ProofOfPossession {
    Require.inRange(
        mu, BigInteger.ZERO, Secp256k1.ORDER.subtract(BigInteger.ONE), "proof of possession");
  }

  static ProofOfPossession prove(
      Identifier dealer, SecretScalar constant, CurvePoint commitment, SecureRandom random) {
    SecretScalar nonce = nonce(constant, random);
    CurvePoint r = SecretArithmetic.standard().generatorTimes(nonce);
    SecretScalar mu =
        SecretArithmetic.standard().multiplyAdd(challenge(dealer, commitment, r), constant, nonce);
    return new ProofOfPossession(r, new BigInteger(1, mu.reveal()));
  }

  /**
   * The secret is hashed into its nonce, as in signing, so that bad randomness does not suffice.
   */
  private static SecretScalar nonce(SecretScalar constant, SecureRandom random) {
    byte[] randomBytes = new byte[RANDOM_LENGTH];
    random.nextBytes(randomBytes);
    return SecretArithmetic.standard().reduced(NONCE.wide(randomBytes, constant.reveal()));
  }

  /** mu·G − c·C_0 = R. */
  boolean proves(Identifier dealer, CurvePoint commitment) {
    BigInteger c = challenge(dealer, commitment, r);
    return new LinearCombination()
        .plusGenerator(mu)
        .plus(Scalars.negated(c), commitment)
        .minus(r)
        .isInfinity();
  }

  static BigInteger challenge(Identifier dealer, CurvePoint commitment, CurvePoint r) {
    return CHALLENGE.scalar(
        dealer.encode().toArray(), commitment.compressed().toArray(), r.compressed().toArray());
  }

  static ProofOfPossession read(Fields in) {
    return new ProofOfPossession(in.point("R of a proof of possession"), in.scalar());
  }

  /** R (33 bytes) ‖ mu (32). */
  Bytes encode() {
    return Fields.join(r.compressed(), Bytes.copyOf(Scalars.bytes(mu)));
  }
}

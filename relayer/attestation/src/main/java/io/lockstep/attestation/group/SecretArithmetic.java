package io.lockstep.attestation.group;

import io.lockstep.protocol.CurvePoint;
import java.math.BigInteger;

/**
 * All arithmetic that touches a secret. It is one small interface so that an implementation in
 * constant time can replace the present one without a change elsewhere.
 *
 * <p>What the present one leaks is written at {@link BouncyCastleArithmetic}. Public numbers are
 * BigInteger here, secret ones never.
 */
public interface SecretArithmetic {
  /** The implementation that everything in this package uses. */
  static SecretArithmetic standard() {
    return BouncyCastleArithmetic.INSTANCE;
  }

  /**
   * A uniform secret modulo the order.
   *
   * @param wide 48 uniform bytes, so that the remainder is as good as uniform
   */
  SecretScalar reduced(byte[] wide);

  /**
   * secret·G.
   *
   * @throws AttestationException if the secret is zero, whose product is infinity
   */
  CurvePoint generatorTimes(SecretScalar secret);

  /**
   * factor·secret + addend modulo the order.
   *
   * @param factor public, and below the order
   */
  SecretScalar multiplyAdd(BigInteger factor, SecretScalar secret, SecretScalar addend);
}

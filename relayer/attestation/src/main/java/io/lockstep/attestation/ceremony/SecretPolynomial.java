package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a dealer shares. It has no text but its length.
 *
 * @param coefficients of rising powers, from the lowest that is not zero by construction
 * @param lowestPower 0, or 1 where the constant term is zero
 */
record SecretPolynomial(List<SecretScalar> coefficients, int lowestPower) {
  /** More than the 32 bytes of a scalar, so that their remainder is as good as uniform. */
  static final int RANDOM_LENGTH = 48;

  static final SecretScalar ZERO = SecretScalar.decode(new byte[SecretScalar.LENGTH]);

  SecretPolynomial {
    coefficients = List.copyOf(coefficients);
  }

  /** Of the degree that {@code threshold} shares determine and fewer do not. */
  static SecretPolynomial generate(int threshold, int lowestPower, SecureRandom random) {
    return new SecretPolynomial(
        Stream.generate(() -> secret(random)).limit(threshold - lowestPower).toList(), lowestPower);
  }

  private static SecretScalar secret(SecureRandom random) {
    byte[] wide = new byte[RANDOM_LENGTH];
    random.nextBytes(wide);
    return SecretArithmetic.standard().reduced(wide);
  }

  /** By Horner's rule: only the place is public. */
  SecretScalar at(Identifier place) {
    SecretArithmetic arithmetic = SecretArithmetic.standard();
    SecretScalar value = ZERO;
    for (SecretScalar coefficient : coefficients.reversed()) {
      value = arithmetic.multiplyAdd(place.value(), value, coefficient);
    }
    return lowestPower == 0 ? value : arithmetic.multiplyAdd(place.value(), value, ZERO);
  }

  Commitments commitments() {
    return new Commitments(
        coefficients.stream().map(SecretArithmetic.standard()::generatorTimes).toList(),
        lowestPower);
  }

  /** The constant term, which is what a proof of possession is about. */
  SecretScalar constant() {
    return lowestPower == 0 ? coefficients.getFirst() : ZERO;
  }

  static SecretScalar sum(List<SecretScalar> secrets) {
    return secrets.stream()
        .reduce(
            ZERO,
            (one, other) -> SecretArithmetic.standard().multiplyAdd(BigInteger.ONE, one, other));
  }
}

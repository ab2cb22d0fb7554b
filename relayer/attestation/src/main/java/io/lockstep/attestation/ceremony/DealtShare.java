package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.LinearCombination;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.CurvePoint;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** A share as its recipient opened it, and what its dealer has committed to. */
record DealtShare(Identifier dealer, Commitments commitments, SecretScalar share) {
  /** What does not fit passes once in two to the power of so many. */
  private static final int WEIGHT_BITS = 128;

  /**
   * Whether each of these shares of one place fits, with one multiplication by a secret for all of
   * them: weighted, their sum must be the shares of the weighted sum of the polynomials. The
   * weights are thrown when all has been dealt, so no dealer can choose errors that cancel.
   *
   * @return if not, some share may be wrong, and {@link Commitments#fits} says which
   */
  static boolean allFit(Identifier place, List<DealtShare> shares, SecureRandom random) {
    SecretScalar total = SecretPolynomial.ZERO;
    LinearCombination remainder = new LinearCombination();
    for (DealtShare one : shares) {
      Optional<CurvePoint> expected = one.commitments().valueAt(place);
      if (expected.isEmpty()) {
        return false;
      }
      BigInteger weight = new BigInteger(WEIGHT_BITS, random);
      total = SecretArithmetic.standard().multiplyAdd(weight, one.share(), total);
      remainder.plus(weight, expected.get());
    }
    return !Commitments.isZero(total)
        && remainder.minus(SecretArithmetic.standard().generatorTimes(total)).isInfinity();
  }
}

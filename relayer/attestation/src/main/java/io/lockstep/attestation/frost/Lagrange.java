package io.lockstep.attestation.frost;

import io.lockstep.attestation.group.LinearCombination;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.protocol.CurvePoint;
import java.math.BigInteger;
import java.util.List;

/**
 * Interpolation of the polynomial that the shares lie on. Identifiers are public, so all of it is.
 */
final class Lagrange {
  private Lagrange() {}

  /**
   * How much the share of {@code one} counts in the value at {@code place}. At zero it is RFC
   * 9591's derive_interpolating_value.
   *
   * @param all distinct, and {@code one} among them
   */
  static BigInteger coefficient(List<Identifier> all, Identifier one, BigInteger place) {
    BigInteger numerator = BigInteger.ONE;
    BigInteger denominator = BigInteger.ONE;
    for (Identifier other : all) {
      if (!other.equals(one)) {
        numerator = Scalars.product(numerator, place.subtract(other.value()));
        denominator = Scalars.product(denominator, one.value().subtract(other.value()));
      }
    }
    return Scalars.product(numerator, Scalars.inverse(denominator));
  }

  /** Whether {@code point} is the generator times the polynomial's value at {@code place}. */
  static boolean interpolate(List<VerificationShare> shares, BigInteger place, CurvePoint point) {
    List<Identifier> all = shares.stream().map(VerificationShare::identifier).toList();
    LinearCombination remainder = new LinearCombination().plus(point);
    for (VerificationShare share : shares) {
      BigInteger weight = coefficient(all, share.identifier(), place);
      remainder.plus(Scalars.negated(weight), share.point());
    }
    return remainder.isInfinity();
  }
}

package io.lockstep.attestation.frost;

import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;

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
    return Scalars.product(numerator, denominator.modInverse(Secp256k1.ORDER));
  }

  /** The generator times the polynomial's value at {@code place}. */
  static ECPoint interpolated(List<VerificationShare> shares, BigInteger place) {
    List<Identifier> all = shares.stream().map(VerificationShare::identifier).toList();
    List<ECPoint> elements =
        shares.stream().map(VerificationShare::point).map(Points::element).toList();
    return Points.sum(elements, all.stream().map(one -> coefficient(all, one, place)).toList());
  }

  static boolean interpolate(List<VerificationShare> shares, BigInteger place, CurvePoint point) {
    return interpolated(shares, place).equals(Points.element(point));
  }
}

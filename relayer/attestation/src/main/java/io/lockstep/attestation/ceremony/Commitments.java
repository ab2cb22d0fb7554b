package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Feldman's commitments: the generator times each coefficient of a dealer's polynomial. They fix
 * every share, so each recipient can check its own.
 *
 * @param points of rising powers
 * @param lowestPower 0, or 1 where the constant term is zero
 */
record Commitments(List<CurvePoint> points, int lowestPower) {
  Commitments {
    points = List.copyOf(points);
  }

  static Commitments read(Fields in, int threshold, int lowestPower) {
    return new Commitments(
        in.repeated(threshold - lowestPower, () -> in.point("commitment")), lowestPower);
  }

  /** One point behind the other. */
  Bytes encode() {
    return Fields.join(points.stream().map(CurvePoint::compressed).toList());
  }

  /** To the constant term. There is none in a refresh. */
  CurvePoint constant() {
    return points.getFirst();
  }

  /** The generator times the share that belongs to this place; infinity for a share of zero. */
  ECPoint at(Identifier place) {
    return value(points.stream().map(Points::element).toList(), lowestPower, place);
  }

  /**
   * Whether this is the share of this place. Zero never is: an honest dealer hits it once in 2^256
   * ceremonies, and it would be infinity that everybody knows.
   */
  boolean fits(Identifier place, SecretScalar share) {
    return !Arrays.equals(share.reveal(), new byte[SecretScalar.LENGTH])
        && at(place).equals(Points.element(SecretArithmetic.standard().generatorTimes(share)));
  }

  /** Horner's rule. Small places, which are the usual ones, make small factors. */
  static ECPoint value(List<ECPoint> elements, int lowestPower, Identifier place) {
    ECPoint value = infinity();
    for (ECPoint element : elements.reversed()) {
      value = value.multiply(place.value()).add(element);
    }
    return lowestPower == 0 ? value : value.multiply(place.value());
  }

  /** What the sum of all dealers' polynomials is committed to, by rising powers. */
  static List<ECPoint> sum(List<Commitments> all) {
    int length = all.getFirst().points().size();
    return IntStream.range(0, length)
        .mapToObj(power ->
            all.stream()
                .map(one -> Points.element(one.points().get(power)))
                .reduce(infinity(), ECPoint::add))
        .toList();
  }

  private static ECPoint infinity() {
    return Points.GENERATOR.getCurve().getInfinity();
  }
}

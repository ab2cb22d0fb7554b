package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.LinearCombination;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /**
   * Whether this is the share of this place. Zero never is: an honest dealer hits it once in 2^256
   * ceremonies, and it would be infinity that everybody knows.
   */
  boolean fits(Identifier place, SecretScalar share) {
    return !isZero(share)
        && weighted(place).minus(SecretArithmetic.standard().generatorTimes(share)).isInfinity();
  }

  static boolean isZero(SecretScalar secret) {
    return Arrays.equals(secret.reveal(), new byte[SecretScalar.LENGTH]);
  }

  /** What the share of this place is committed to, unless it is infinity. */
  Optional<CurvePoint> valueAt(Identifier place) {
    return weighted(place).point();
  }

  private LinearCombination weighted(Identifier place) {
    List<BigInteger> powers = powers(place, lowestPower, points.size());
    LinearCombination sum = new LinearCombination();
    for (int i = 0; i < points.size(); i++) {
      sum.plus(powers.get(i), points.get(i));
    }
    return sum;
  }

  /** The generator times what the polynomial committed to is at this place. */
  static ECPoint value(List<ECPoint> elements, int lowestPower, Identifier place) {
    return Points.sum(elements, powers(place, lowestPower, elements.size()));
  }

  /** Places are small numbers usually, and their powers short factors. */
  private static List<BigInteger> powers(Identifier place, int lowestPower, int count) {
    return Stream.iterate(
            place.value().pow(lowestPower), power -> Scalars.product(power, place.value()))
        .limit(count)
        .toList();
  }

  /** What the sum of all dealers' polynomials is committed to, by rising powers. */
  static List<ECPoint> sum(List<Commitments> all) {
    int length = all.getFirst().points().size();
    return IntStream.range(0, length).mapToObj(power -> sum(all, power)).toList();
  }

  private static ECPoint sum(List<Commitments> all, int power) {
    LinearCombination sum = new LinearCombination();
    all.forEach(one -> sum.plus(one.points().get(power)));
    return sum.point().map(Points::element).orElseGet(Points.GENERATOR.getCurve()::getInfinity);
  }
}

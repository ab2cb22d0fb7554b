package io.lockstep.attestation.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** Beside Bouncy Castle's plainest multiplication, doubling and adding bit by bit. */
class LinearCombinationTest {
  private static final BigInteger GREATEST = Secp256k1.ORDER.subtract(BigInteger.ONE);

  private final Seed seed = Seed.next();
  private final Random random = seed.random();

  @Test
  void addsWhatBouncyCastleAdds() {
    for (int i = 0; i < 300; i++) {
      LinearCombination sum = new LinearCombination();
      ECPoint expected = Points.GENERATOR.getCurve().getInfinity();
      for (int terms = random.nextInt(8); terms > 0; terms--) {
        CurvePoint point = point();
        BigInteger factor = factor();
        switch (random.nextInt(3)) {
          case 0 -> {
            sum.plus(point);
            expected = expected.add(Points.element(point));
          }
          case 1 -> {
            sum.plusGenerator(factor);
            expected = expected.add(product(factor, Points.GENERATOR));
          }
          default -> {
            sum.plus(factor, point);
            expected = expected.add(product(factor, Points.element(point)));
          }
        }
      }

      assertIs(sum, expected);
    }
  }

  /**
   * The same point and its negative, few and small factors: additions meet doubles and infinity.
   */
  @Test
  void addsPointsThatMeetEachOther() {
    CurvePoint point = point();
    List<CurvePoint> related =
        List.of(point, negated(point), Points.named(Points.element(point).twice()));
    for (int i = 0; i < 2_000; i++) {
      LinearCombination sum = new LinearCombination();
      ECPoint expected = Points.GENERATOR.getCurve().getInfinity();
      for (int terms = 1 + random.nextInt(4); terms > 0; terms--) {
        CurvePoint one = related.get(random.nextInt(related.size()));
        BigInteger factor = BigInteger.valueOf(random.nextInt(5));
        sum.plus(factor, one).plus(one);
        expected = expected.add(product(factor.add(BigInteger.ONE), Points.element(one)));
      }

      assertIs(sum, expected);
    }
  }

  @Test
  void findsInfinityHoweverItIsReached() {
    CurvePoint point = point();
    BigInteger factor = factor();

    assertThat(new LinearCombination().isInfinity()).isTrue();
    assertThat(new LinearCombination().point()).isEmpty();
    assertThat(new LinearCombination().plus(BigInteger.ZERO, point).isInfinity()).isTrue();
    assertThat(new LinearCombination().plus(point).plus(negated(point)).isInfinity()).isTrue();
    assertThat(new LinearCombination().plus(GREATEST, point).plus(point).isInfinity()).isTrue();
    assertThat(
            new LinearCombination()
                .plus(factor, point)
                .plus(Scalars.negated(factor), point)
                .isInfinity())
        .as("%s", seed)
        .isTrue();
  }

  @Test
  void tellsTheSameTwice() {
    LinearCombination sum = new LinearCombination().plus(factor(), point()).plusGenerator(factor());

    assertThat(sum.point()).isEqualTo(sum.point());
  }

  @Test
  void sumOfElementsIsBouncyCastlesToo() {
    List<ECPoint> elements = Stream.of(point(), point(), point()).map(Points::element).toList();
    List<BigInteger> factors = List.of(factor(), BigInteger.TEN.negate(), Secp256k1.ORDER);
    ECPoint expected =
        product(factors.get(0), elements.get(0)).subtract(product(BigInteger.TEN, elements.get(1)));

    assertThat(Points.sum(elements, factors)).isEqualTo(expected);
    assertThat(Points.sum(elements, List.of(BigInteger.ZERO, BigInteger.ZERO, Secp256k1.ORDER)))
        .matches(ECPoint::isInfinity);
    assertThat(Points.sum(List.of(expected.getCurve().getInfinity()), List.of(BigInteger.TWO)))
        .matches(ECPoint::isInfinity);
  }

  /** λ is what the endomorphism multiplies by, and its two halves make up every number. */
  @Test
  void betaIsTheEndomorphism() {
    BigInteger lambda =
        new BigInteger("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72", 16);
    CurvePoint point = point();

    assertThat(AffinePoint.of(point).timesLambda().named())
        .isEqualTo(Points.named(product(lambda, Points.element(point))));
  }

  private void assertIs(LinearCombination found, ECPoint expected) {
    assertThat(found.isInfinity()).as("%s", seed).isEqualTo(expected.isInfinity());
    assertThat(found.point().map(Points::element).orElseGet(expected.getCurve()::getInfinity))
        .as("%s", seed)
        .isEqualTo(expected);
  }

  private static ECPoint product(BigInteger factor, ECPoint point) {
    return ECAlgorithms.referenceMultiply(point, factor);
  }

  private CurvePoint point() {
    return Secp256k1.generatorTimes(new BigInteger(255, random).add(BigInteger.ONE));
  }

  private static CurvePoint negated(CurvePoint point) {
    return new CurvePoint(point.x(), Secp256k1.FIELD.subtract(point.y()));
  }

  /** Often one where a half is zero, short or as long as can be. */
  private BigInteger factor() {
    return switch (random.nextInt(6)) {
      case 0 -> BigInteger.valueOf(random.nextInt(40));
      case 1 -> GREATEST.subtract(BigInteger.valueOf(random.nextInt(40)));
      case 2 -> BigInteger.TWO.pow(random.nextInt(256)).mod(Secp256k1.ORDER);
      default -> new BigInteger(256, random).mod(Secp256k1.ORDER);
    };
  }
}

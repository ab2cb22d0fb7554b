package io.lockstep.attestation.group;

import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.endo.GLVEndomorphism;

/**
 * A sum of public points, each times a public number. It takes as long as the numbers want, so no
 * secret comes here.
 *
 * <p>Straus's method: all products share their doublings. The curve's endomorphism halves these:
 * k·P = k1·P + k2·(λ·P) with k1 and k2 of 128 bits. Plain points, times one, are added at the end.
 */
public final class LinearCombination {
  /** Wider tables would cost as much as they save. */
  private static final int WIDTH = 5;

  /**
   * With digits of −1, 0 and 1 alone, for factors as short as a half: those have nothing to split,
   * and a third of their places to add at, where a table takes as many additions to make.
   */
  private static final int WIDTH_WITHOUT_TABLE = 2;

  /** The generator's table is made once. */
  private static final int GENERATOR_WIDTH = 8;

  private static final OddMultiples GENERATOR =
      OddMultiples.of(
              List.of(AffinePoint.of(Secp256k1.generatorTimes(BigInteger.ONE))), GENERATOR_WIDTH)
          .getFirst();
  private static final OddMultiples GENERATOR_TIMES_LAMBDA = GENERATOR.timesLambda();

  private static final GLVEndomorphism ENDOMORPHISM =
      (GLVEndomorphism) Points.GENERATOR.getCurve().getEndomorphism();

  /** One of the two halves of a product. */
  private record Term(OddMultiples multiples, SignedDigits digits) {}

  private final List<AffinePoint> points = new ArrayList<>();
  private final List<BigInteger> factors = new ArrayList<>();
  private final List<AffinePoint> addends = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();

  public LinearCombination plus(CurvePoint point) {
    addends.add(AffinePoint.of(point));
    return this;
  }

  public LinearCombination minus(CurvePoint point) {
    addends.add(AffinePoint.of(point).negated());
    return this;
  }

  /**
   * Adds a product.
   *
   * @param factor from 0 to the order less one
   */
  public LinearCombination plus(BigInteger factor, CurvePoint point) {
    BigInteger shortest = shortest(factor);
    if (shortest.abs().bitLength() <= SignedDigits.BITS_MAX) {
      OddMultiples onlyPoint = OddMultiples.of(AffinePoint.of(point));
      terms.add(new Term(onlyPoint, SignedDigits.of(shortest, WIDTH_WITHOUT_TABLE)));
    } else {
      points.add(AffinePoint.of(point));
      factors.add(factor);
    }
    return this;
  }

  /** A small number's negative is just below the order, and as short with its sign. */
  private static BigInteger shortest(BigInteger factor) {
    return factor.testBit(Secp256k1.ORDER.bitLength() - 1)
        ? factor.subtract(Secp256k1.ORDER)
        : factor;
  }

  /**
   * Adds a multiple of the generator, whose table is there already.
   *
   * @param factor from 0 to the order less one
   */
  public LinearCombination plusGenerator(BigInteger factor) {
    addTerms(factor, GENERATOR, GENERATOR_TIMES_LAMBDA, GENERATOR_WIDTH);
    return this;
  }

  private void addTerms(
      BigInteger factor, OddMultiples multiples, OddMultiples timesLambda, int width) {
    BigInteger[] halves = ENDOMORPHISM.decomposeScalar(factor);
    terms.add(new Term(multiples, SignedDigits.of(halves[0], width)));
    terms.add(new Term(timesLambda, SignedDigits.of(halves[1], width)));
  }

  public boolean isInfinity() {
    return sum().isInfinity();
  }

  /** Nothing if it is infinity. */
  public Optional<CurvePoint> point() {
    JacobianPoint sum = sum();
    return sum.isInfinity()
        ? Optional.empty()
        : Optional.of(Normalisation.of(List.of(sum)).getFirst().named());
  }

  /** Late, when all points are known, so that one division serves all tables. */
  private void addTermsOfPoints() {
    List<OddMultiples> tables = OddMultiples.of(points, WIDTH);
    for (int i = 0; i < tables.size(); i++) {
      addTerms(factors.get(i), tables.get(i), tables.get(i).timesLambda(), WIDTH);
    }
    points.clear();
    factors.clear();
  }

  private JacobianPoint sum() {
    addTermsOfPoints();
    JacobianPoint sum = JacobianPoint.INFINITY;
    int length = terms.stream().mapToInt(term -> term.digits().length()).max().orElse(0);
    for (int place = length - 1; place >= 0; place--) {
      sum = sum.doubled();
      for (Term term : terms) {
        int digit = term.digits().at(place);
        if (digit != 0) {
          sum = sum.plus(term.multiples().times(digit));
        }
      }
    }
    for (AffinePoint addend : addends) {
      sum = sum.plus(addend);
    }
    return sum;
  }
}

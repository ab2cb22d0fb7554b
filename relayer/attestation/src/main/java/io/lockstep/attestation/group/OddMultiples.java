package io.lockstep.attestation.group;

import java.util.ArrayList;
import java.util.List;

/** P, 3P, 5P, …: what the digits of {@link SignedDigits} pick from. */
final class OddMultiples {
  private final AffinePoint[] multiples;

  private OddMultiples(AffinePoint[] multiples) {
    this.multiples = multiples;
  }

  /** Of every point as many as digits of that width need, with one division for all of them. */
  static List<OddMultiples> of(List<AffinePoint> points, int width) {
    if (points.isEmpty()) {
      return List.of();
    }
    int count = 1 << (width - 2);
    List<JacobianPoint> all = new ArrayList<>(points.size() * count);
    points.forEach(point -> addMultiples(point, count, all));
    List<AffinePoint> affine = Normalisation.of(all);
    List<OddMultiples> tables = new ArrayList<>(points.size());
    for (int i = 0; i < all.size(); i += count) {
      tables.add(new OddMultiples(affine.subList(i, i + count).toArray(AffinePoint[]::new)));
    }
    return tables;
  }

  /**
   * Adds 2P again and again. The scaling by 2P's Z leads to a curve on which 2P is affine, so that
   * each step is a cheap mixed addition; the formulas do not depend on which of these curves it is.
   * The order is a large prime, so no sum on the way is infinity or a double.
   */
  private static void addMultiples(AffinePoint point, int count, List<JacobianPoint> all) {
    JacobianPoint twice = JacobianPoint.of(point).doubled();
    FieldElement scale = twice.z();
    FieldElement square = scale.squared();
    AffinePoint step = new AffinePoint(twice.x(), twice.y());
    JacobianPoint multiple =
        new JacobianPoint(
            point.x().times(square), point.y().times(square).times(scale), FieldElement.ONE);
    all.add(new JacobianPoint(multiple.x(), multiple.y(), scale));
    for (int i = 1; i < count; i++) {
      multiple = multiple.plus(step);
      all.add(new JacobianPoint(multiple.x(), multiple.y(), multiple.z().times(scale)));
    }
  }

  /** The table of λ·P. */
  OddMultiples timesLambda() {
    AffinePoint[] result = new AffinePoint[multiples.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = multiples[i].timesLambda();
    }
    return new OddMultiples(result);
  }

  /**
   * @param digit odd, of either sign
   */
  AffinePoint times(int digit) {
    return digit > 0 ? multiples[digit >> 1] : multiples[-digit >> 1].negated();
  }
}

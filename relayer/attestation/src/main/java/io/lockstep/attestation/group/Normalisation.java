package io.lockstep.attestation.group;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.math.ec.ECCurve;

/** Division of many points by their Z, with Montgomery's trick: one inversion serves them all. */
final class Normalisation {
  private static final ECCurve CURVE = Points.GENERATOR.getCurve();

  private Normalisation() {}

  /**
   * @param points none of them infinity
   */
  static List<AffinePoint> of(List<JacobianPoint> points) {
    List<FieldElement> products = new ArrayList<>(points.size());
    FieldElement product = FieldElement.ONE;
    for (JacobianPoint point : points) {
      products.add(product);
      product = product.times(point.z());
    }
    FieldElement inverse = inverse(product);
    List<AffinePoint> result = new ArrayList<>(points.size());
    for (int i = points.size() - 1; i >= 0; i--) {
      result.add(points.get(i).affine(inverse.times(products.get(i))));
      inverse = inverse.times(points.get(i).z());
    }
    Collections.reverse(result);
    return result;
  }

  /** By Bouncy Castle, whose inversion is four times as fast as BigInteger's. */
  private static FieldElement inverse(FieldElement element) {
    BigInteger number = element.toBigInteger();
    return FieldElement.of(CURVE.fromBigInteger(number).invert().toBigInteger());
  }
}

package io.lockstep.attestation.group;

import io.lockstep.protocol.CurvePoint;
import java.math.BigInteger;

/** A point other than infinity, in the numbers that {@link LinearCombination} computes with. */
record AffinePoint(FieldElement x, FieldElement y) {
  /** A cube root of one: (β·x, y) is λ·(x, y), for a λ that splits scalars into halves. */
  static final BigInteger BETA =
      new BigInteger("7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee", 16);

  private static final FieldElement BETA_ELEMENT = FieldElement.of(BETA);

  static AffinePoint of(CurvePoint point) {
    return new AffinePoint(FieldElement.of(point.x()), FieldElement.of(point.y()));
  }

  CurvePoint named() {
    return new CurvePoint(x.toBigInteger(), y.toBigInteger());
  }

  AffinePoint negated() {
    return new AffinePoint(x, y.negated().carried());
  }

  AffinePoint timesLambda() {
    return new AffinePoint(BETA_ELEMENT.times(x), y);
  }
}

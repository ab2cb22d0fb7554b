package io.lockstep.attestation.group;

/**
 * A point as (X/Z², Y/Z³), whose sums need no division; Z = 0 is infinity. Coordinates weigh one.
 */
record JacobianPoint(FieldElement x, FieldElement y, FieldElement z) {
  static final JacobianPoint INFINITY =
      new JacobianPoint(FieldElement.ONE, FieldElement.ONE, FieldElement.ZERO);

  static JacobianPoint of(AffinePoint point) {
    return new JacobianPoint(point.x(), point.y(), FieldElement.ONE);
  }

  boolean isInfinity() {
    return z.isZero();
  }

  /**
   * X' = (3X²)² − 2S, Y' = 3X²·(S − X') − 8Y⁴, Z' = 2YZ, where S = 4XY². No point of this curve has
   * y = 0, so only infinity's double is infinity.
   */
  JacobianPoint doubled() {
    FieldElement slope = x.squared().times(3);
    FieldElement twiceSquare = y.squared().times(2);
    FieldElement s = x.times(2).times(twiceSquare);
    FieldElement x3 = slope.squared().minus(s.times(2)).carried();
    FieldElement y3 = slope.times(s.minus(x3)).minus(twiceSquare.squared().times(2)).carried();
    return new JacobianPoint(x3, y3, y.times(2).times(z));
  }

  /**
   * With H = xZ² − X and R = yZ³ − Y: X' = R² − H³ − 2XH², Y' = R·(XH² − X') − YH³, Z' = ZH. H = 0
   * says that both have one x: they are equal, or each other's negatives.
   */
  JacobianPoint plus(AffinePoint other) {
    if (isInfinity()) {
      return of(other);
    }
    FieldElement zz = z.squared();
    FieldElement h = other.x().times(zz).minus(x);
    FieldElement r = other.y().times(z.times(zz)).minus(y);
    if (h.isZero()) {
      return r.isZero() ? doubled() : INFINITY;
    }
    FieldElement hh = h.squared();
    FieldElement hhh = h.times(hh);
    FieldElement v = x.times(hh);
    FieldElement x3 = r.squared().minus(hhh.plus(v.times(2))).carried();
    FieldElement y3 = r.times(v.minus(x3)).minus(y.times(hhh)).carried();
    return new JacobianPoint(x3, y3, z.times(h));
  }

  /** With 1/Z at hand. */
  AffinePoint affine(FieldElement inverseOfZ) {
    FieldElement square = inverseOfZ.squared();
    return new AffinePoint(x.times(square), y.times(square).times(inverseOfZ));
  }
}

package io.lockstep.protocol;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The group that keys and signatures live in. */
public final class Secp256k1 {
  /** Bouncy Castle's own curve for this group, several times faster than its general one. */
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  static final ECPoint GENERATOR = CURVE.getG();

  /** n: scalars are below it. */
  public static final BigInteger ORDER = CURVE.getN();

  /** p: coordinates are below it. */
  public static final BigInteger FIELD = CURVE.getCurve().getField().getCharacteristic();

  static final BigInteger ORDER_MAX = ORDER.subtract(BigInteger.ONE);
  static final BigInteger FIELD_MAX = FIELD.subtract(BigInteger.ONE);

  private static final ECFieldElement B = CURVE.getCurve().getB();

  private Secp256k1() {}

  /**
   * Whether y² = x³ + 7. Asked of every point there is, so it is computed in Bouncy Castle's field,
   * where a product takes a fraction of the time of BigInteger's remainder.
   *
   * @param px from 0 to p − 1, as {@code py}
   */
  static boolean satisfiesEquation(BigInteger px, BigInteger py) {
    ECFieldElement x = CURVE.getCurve().fromBigInteger(px);
    ECFieldElement y = CURVE.getCurve().fromBigInteger(py);
    return y.square().equals(x.square().multiply(x).add(B));
  }

  static ECPoint toPoint(CurvePoint point) {
    return CURVE.getCurve().createPoint(point.x(), point.y());
  }

  /** scalar·G, for a scalar in 1 to n − 1. */
  public static CurvePoint generatorTimes(BigInteger scalar) {
    Require.inRange(scalar, BigInteger.ONE, ORDER_MAX, "scalar");
    ECPoint product = new FixedPointCombMultiplier().multiply(GENERATOR, scalar).normalize();
    return new CurvePoint(
        product.getAffineXCoord().toBigInteger(), product.getAffineYCoord().toBigInteger());
  }
}

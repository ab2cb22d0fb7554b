package io.lockstep.protocol;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
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

  private static final BigInteger B = BigInteger.valueOf(7);

  private Secp256k1() {}

  /**
   * Whether y² = x³ + 7. Cheaper than building a point, and asked of everything that is decoded.
   */
  static boolean satisfiesEquation(BigInteger x, BigInteger y) {
    BigInteger left = y.multiply(y).mod(FIELD);
    BigInteger right = x.multiply(x).mod(FIELD).multiply(x).add(B).mod(FIELD);
    return left.equals(right);
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

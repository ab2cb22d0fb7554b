package io.lockstep.attestation.group;

import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Public points, on Bouncy Castle's own curve for this group, which is five times faster than its
 * general one. Nothing here takes equal time for unequal numbers, so no secret comes here.
 */
public final class Points {
  public static final int LENGTH = 33;

  public static final ECPoint GENERATOR = CustomNamedCurves.getByName("secp256k1").getG();

  private static final ECCurve CURVE = GENERATOR.getCurve();

  private Points() {}

  /**
   * The next 33 bytes, as SEC 1's compressed form. Infinity and the other forms have other lengths.
   */
  public static CurvePoint read(ByteBuffer in, String what) {
    byte[] bytes = new byte[LENGTH];
    in.get(bytes);
    try {
      return named(CURVE.decodePoint(bytes));
    } catch (IllegalArgumentException e) {
      throw new AttestationException(
          NOT_A_POINT, what, Bytes.copyOf(bytes), "a point of secp256k1 in compressed form");
    }
  }

  public static ECPoint element(CurvePoint point) {
    return CURVE.createPoint(point.x(), point.y());
  }

  /**
   * By its coordinates.
   *
   * @param element not infinity
   */
  public static CurvePoint named(ECPoint element) {
    ECPoint affine = element.normalize();
    return new CurvePoint(
        affine.getAffineXCoord().toBigInteger(), affine.getAffineYCoord().toBigInteger());
  }

  /** The sum of each element, times the factor at the same place. */
  public static ECPoint sum(List<ECPoint> elements, List<BigInteger> factors) {
    LinearCombination sum = new LinearCombination();
    for (int i = 0; i < elements.size(); i++) {
      if (!elements.get(i).isInfinity()) {
        sum.plus(factors.get(i).mod(Secp256k1.ORDER), named(elements.get(i)));
      }
    }
    return sum.point().map(Points::element).orElseGet(CURVE::getInfinity);
  }
}

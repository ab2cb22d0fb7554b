package io.lockstep.protocol;

import java.math.BigInteger;

/**
 * The public key of a quorum. The gateway hands px to {@code ecrecover} as a signature's r, which
 * must be below the group's order, so a key whose x-coordinate is not is refused; one in 2^128 is
 * like that.
 */
public record GroupKey(BigInteger px, BigInteger py) {
  public GroupKey {
    Require.inRange(px, BigInteger.ONE, Secp256k1.ORDER_MAX, "px");
    new CurvePoint(px, py);
  }

  public static GroupKey of(CurvePoint point) {
    return new GroupKey(point.x(), point.y());
  }

  public CurvePoint point() {
    return new CurvePoint(px, py);
  }
}

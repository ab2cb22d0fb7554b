package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.NOT_ON_CURVE;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** A point of secp256k1 other than infinity, by its coordinates. */
public record CurvePoint(BigInteger x, BigInteger y) {
  private static final int COMPRESSED_LENGTH = 33;

  public CurvePoint {
    Require.inRange(x, BigInteger.ZERO, Secp256k1.FIELD_MAX, "x-coordinate");
    Require.inRange(y, BigInteger.ZERO, Secp256k1.FIELD_MAX, "y-coordinate");
    if (!Secp256k1.satisfiesEquation(x, y)) {
      throw new ProtocolException(
          NOT_ON_CURVE, "point", x.toString(16) + ", " + y.toString(16), "a point of secp256k1");
    }
  }

  public boolean hasOddY() {
    return y.testBit(0);
  }

  /** SEC 1's compressed form, which is what RFC 9591 hashes. */
  public Bytes compressed() {
    return Bytes.owning(
        ByteBuffer.allocate(COMPRESSED_LENGTH)
            .put((byte) (hasOddY() ? 3 : 2))
            .put(BigEndian.bytes(x, COMPRESSED_LENGTH - 1))
            .array());
  }
}

package io.lockstep.protocol;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A FROST(secp256k1, SHA-256) signature of RFC 9591: the point R, uncompressed, and the scalar z.
 */
public record FrostSignature(BigInteger rx, BigInteger ry, BigInteger z) {
  public static final int LENGTH = 96;
  private static final int NUMBER_LENGTH = 32;

  public FrostSignature {
    new CurvePoint(rx, ry);
    Require.inRange(z, BigInteger.ONE, Secp256k1.ORDER_MAX, "z");
  }

  public static FrostSignature of(CurvePoint r, BigInteger z) {
    return new FrostSignature(r.x(), r.y(), z);
  }

  public static FrostSignature decode(Bytes bytes) {
    Require.length(bytes, LENGTH, "signature");
    ByteBuffer in = bytes.asByteBuffer();
    return new FrostSignature(
        BigEndian.read(in, NUMBER_LENGTH),
        BigEndian.read(in, NUMBER_LENGTH),
        BigEndian.read(in, NUMBER_LENGTH));
  }

  public Bytes encode() {
    return Bytes.owning(
        ByteBuffer.allocate(LENGTH)
            .put(BigEndian.bytes(rx, NUMBER_LENGTH))
            .put(BigEndian.bytes(ry, NUMBER_LENGTH))
            .put(BigEndian.bytes(z, NUMBER_LENGTH))
            .array());
  }

  public CurvePoint r() {
    return new CurvePoint(rx, ry);
  }
}

package io.lockstep.protocol;

import java.nio.ByteBuffer;

/** A bytes32: a hash, or anything else that is as wide. */
public record Hash32(Bytes bytes) {
  public static final int LENGTH = 32;
  public static final Hash32 ZERO = new Hash32(Bytes.owning(new byte[LENGTH]));

  public Hash32 {
    Require.length(bytes, LENGTH, "bytes32");
  }

  public static Hash32 of(byte[] bytes) {
    return new Hash32(Bytes.copyOf(bytes));
  }

  public static Hash32 fromHex(String hex) {
    return new Hash32(Bytes.fromHex(hex));
  }

  public static Hash32 read(ByteBuffer in) {
    return new Hash32(Bytes.read(in, LENGTH));
  }

  public byte[] toArray() {
    return bytes.toArray();
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}

package io.lockstep.protocol;

import java.nio.ByteBuffer;

/** An account or contract of an EVM chain. */
public record Address(Bytes bytes) {
  public static final int LENGTH = 20;
  public static final Address ZERO = new Address(Bytes.owning(new byte[LENGTH]));

  public Address {
    Require.length(bytes, LENGTH, "address");
  }

  public static Address of(byte[] bytes) {
    return new Address(Bytes.copyOf(bytes));
  }

  /** Reads either case; a checksum in the case of the letters is not looked at. */
  public static Address fromHex(String hex) {
    return new Address(Bytes.fromHex(hex));
  }

  static Address read(ByteBuffer in) {
    return new Address(Bytes.read(in, LENGTH));
  }

  public boolean isZero() {
    return equals(ZERO);
  }

  public byte[] toArray() {
    return bytes.toArray();
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}

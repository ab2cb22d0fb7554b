package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.NOT_HEX;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.bouncycastle.crypto.Digest;
import org.jspecify.annotations.Nullable;

/**
 * An immutable string of bytes. A slice shares the array of the whole, so that cutting a run into
 * its messages copies nothing.
 */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  public static Bytes copyOf(byte[] bytes) {
    return owning(bytes.clone());
  }

  /** Takes the array without a copy; the caller must not write to it afterwards. */
  static Bytes owning(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** The next bytes of the buffer, copied. */
  static Bytes read(ByteBuffer in, int length) {
    byte[] array = new byte[length];
    in.get(array);
    return owning(array);
  }

  /** Reads {@code 0x} and pairs of hexadecimal digits in either case. */
  public static Bytes fromHex(String hex) {
    if (!hex.startsWith("0x")) {
      throw new ProtocolException(NOT_HEX, "bytes", quoted(hex), "0x and hexadecimal digits");
    }
    try {
      return owning(HEX.parseHex(hex, 2, hex.length()));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(NOT_HEX, "bytes", quoted(hex), "0x and pairs of hex digits");
    }
  }

  private static String quoted(String text) {
    return '"' + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + '"';
  }

  public int length() {
    return length;
  }

  public Bytes slice(int from, int length) {
    Objects.checkFromIndexSize(from, length, this.length);
    return new Bytes(array, offset + from, length);
  }

  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** A read-only view from the first byte to the last. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
  }

  void writeTo(ByteBuffer out) {
    out.put(array, offset, length);
  }

  void digestInto(Digest digest) {
    digest.update(array, offset, length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** {@code 0x} and lower-case digits. */
  @Override
  public String toString() {
    return "0x" + HEX.formatHex(array, offset, offset + length);
  }
}

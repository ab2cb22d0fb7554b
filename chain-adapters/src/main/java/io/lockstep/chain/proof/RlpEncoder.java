package io.lockstep.chain.proof;

import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes an item in the one way that {@link RlpDecoder} reads. */
final class RlpEncoder {

  private RlpEncoder() {}

  static Bytes encode(RlpItem item) {
    ByteBuffer out = ByteBuffer.allocate(encodedLength(item));
    write(item, out);
    return Bytes.copyOf(out.array());
  }

  static int encodedLength(RlpItem item) {
    return switch (item) {
      case RlpString(Bytes bytes) when standsAlone(bytes) -> 1;
      case RlpString(Bytes bytes) -> headLength(bytes.length()) + bytes.length();
      case RlpList(List<RlpItem> items) -> {
        int length = bodyLength(items);
        yield headLength(length) + length;
      }
    };
  }

  private static void write(RlpItem item, ByteBuffer out) {
    switch (item) {
      case RlpString(Bytes bytes) when standsAlone(bytes) -> out.put(bytes.asByteBuffer());
      case RlpString(Bytes bytes) -> {
        writeHead(RlpPrefix.STRING, RlpPrefix.LONG_STRING, bytes.length(), out);
        out.put(bytes.asByteBuffer());
      }
      case RlpList(List<RlpItem> items) -> {
        writeHead(RlpPrefix.LIST, RlpPrefix.LONG_LIST, bodyLength(items), out);
        items.forEach(inner -> write(inner, out));
      }
    }
  }

  /** A byte below 0x80 is its own encoding. */
  private static boolean standsAlone(Bytes bytes) {
    return bytes.length() == 1 && bytes.asByteBuffer().get() >= 0;
  }

  private static int bodyLength(List<RlpItem> items) {
    return items.stream().mapToInt(RlpEncoder::encodedLength).sum();
  }

  private static int headLength(int length) {
    return length <= RlpPrefix.SHORT_LENGTH_MAX ? 1 : 1 + lengthBytes(length);
  }

  private static void writeHead(int shortPrefix, int longPrefix, int length, ByteBuffer out) {
    if (length <= RlpPrefix.SHORT_LENGTH_MAX) {
      out.put((byte) (shortPrefix + length));
      return;
    }
    int lengthBytes = lengthBytes(length);
    out.put((byte) (longPrefix + lengthBytes));
    for (int i = lengthBytes - 1; i >= 0; i--) {
      out.put((byte) (length >>> (i * Byte.SIZE)));
    }
  }

  private static int lengthBytes(int length) {
    return (Integer.SIZE - Integer.numberOfLeadingZeros(length) + Byte.SIZE - 1) / Byte.SIZE;
  }
}

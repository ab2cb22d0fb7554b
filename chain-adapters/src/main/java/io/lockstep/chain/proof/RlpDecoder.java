package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.NOT_RLP;
import static io.lockstep.chain.proof.ProofException.Code.TOO_LARGE;

import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one item that fills the whole input. There is one way to write each item, and every other
 * is refused, so that what was read is what was hashed.
 */
final class RlpDecoder {

  /** Lists within lists: a stored proof has four, embedded trie nodes a few more. */
  static final int DEPTH_MAX = 16;

  /** More bytes of length than any input here has. */
  private static final int LENGTH_BYTES_MAX = 4;

  private final Bytes encoded;
  private final ByteBuffer in;

  private RlpDecoder(Bytes encoded) {
    this.encoded = encoded;
    this.in = encoded.asByteBuffer();
  }

  static RlpItem decode(Bytes encoded, int bytesMax) {
    if (encoded.length() > bytesMax) {
      throw new ProofException(
          TOO_LARGE, "RLP", encoded.length() + " bytes", "at most " + bytesMax);
    }
    RlpDecoder decoder = new RlpDecoder(encoded);
    RlpItem item = decoder.item(encoded.length(), 0);
    if (decoder.in.hasRemaining()) {
      throw decoder.refused(decoder.in.remaining() + " bytes behind the item", "its end");
    }
    return item;
  }

  /** The next item, which may not reach beyond {@code end}. */
  private RlpItem item(int end, int depth) {
    int prefix = nextByte(end);
    if (prefix < RlpPrefix.STRING) {
      return new RlpString(encoded.slice(in.position() - 1, 1));
    }
    if (prefix <= RlpPrefix.LONG_STRING) {
      return shortString(prefix - RlpPrefix.STRING, end);
    }
    if (prefix < RlpPrefix.LIST) {
      return string(longLength(prefix - RlpPrefix.LONG_STRING, end), end);
    }
    if (prefix <= RlpPrefix.LONG_LIST) {
      return list(prefix - RlpPrefix.LIST, end, depth);
    }
    return list(longLength(prefix - RlpPrefix.LONG_LIST, end), end, depth);
  }

  private RlpString shortString(int length, int end) {
    RlpString string = string(length, end);
    if (length == 1 && Byte.toUnsignedInt(in.get(in.position() - 1)) < RlpPrefix.STRING) {
      throw refused("a length before a byte below 0x80", "the byte alone");
    }
    return string;
  }

  private RlpString string(int length, int end) {
    requireWithin(length, end);
    RlpString string = new RlpString(encoded.slice(in.position(), length));
    in.position(in.position() + length);
    return string;
  }

  private RlpList list(int length, int end, int depth) {
    if (depth == DEPTH_MAX) {
      throw new ProofException(
          TOO_LARGE, "RLP", "a list within " + depth + " others", "at most " + DEPTH_MAX);
    }
    requireWithin(length, end);
    int listEnd = in.position() + length;
    List<RlpItem> items = new ArrayList<>();
    while (in.position() < listEnd) {
      items.add(item(listEnd, depth + 1));
    }
    return new RlpList(items);
  }

  /** A length that has bytes of its own, because it does not fit into the first one. */
  private int longLength(int lengthBytes, int end) {
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      int digit = nextByte(end);
      if (i == 0 && digit == 0) {
        throw refused("a length with leading zeros", "none");
      }
      if (i == LENGTH_BYTES_MAX) {
        throw refused("a length of " + lengthBytes + " bytes", "one within the input");
      }
      length = length << Byte.SIZE | digit;
    }
    if (length <= RlpPrefix.SHORT_LENGTH_MAX) {
      throw refused("the long form for " + length + " bytes", "the short one");
    }
    requireWithin(length, end);
    return (int) length;
  }

  private int nextByte(int end) {
    requireWithin(1, end);
    return Byte.toUnsignedInt(in.get());
  }

  private void requireWithin(long length, int end) {
    if (length > end - in.position()) {
      throw refused(length + " bytes", "no more than the " + (end - in.position()) + " left");
    }
  }

  private ProofException refused(String found, String expected) {
    return new ProofException(NOT_RLP, "RLP at byte " + in.position(), found, expected);
  }
}

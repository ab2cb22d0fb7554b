package io.lockstep.chain.proof;

import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The way through a trie, half a byte at each branch. What is left of it shares the array. */
final class NibblePath {

  private final byte[] nibbles;
  private final int from;

  private NibblePath(byte[] nibbles, int from) {
    this.nibbles = nibbles;
    this.from = from;
  }

  static NibblePath of(Bytes key) {
    return skipping(0, key);
  }

  /** Without the first nibbles, of which there are at least that many. */
  static NibblePath skipping(int count, Bytes bytes) {
    byte[] nibbles = new byte[2 * bytes.length()];
    ByteBuffer in = bytes.asByteBuffer();
    for (int i = 0; i < nibbles.length; i += 2) {
      byte both = in.get();
      nibbles[i] = (byte) (both >> 4 & 0xf);
      nibbles[i + 1] = (byte) (both & 0xf);
    }
    return new NibblePath(nibbles, count);
  }

  int length() {
    return nibbles.length - from;
  }

  boolean isEmpty() {
    return length() == 0;
  }

  int first() {
    return nibbles[from];
  }

  NibblePath drop(int count) {
    return new NibblePath(nibbles, from + count);
  }

  boolean startsWith(NibblePath prefix) {
    return prefix.length() <= length()
        && Arrays.equals(
            nibbles,
            from,
            from + prefix.length(),
            prefix.nibbles,
            prefix.from,
            prefix.nibbles.length);
  }

  boolean isSameAs(NibblePath other) {
    return length() == other.length() && startsWith(other);
  }
}

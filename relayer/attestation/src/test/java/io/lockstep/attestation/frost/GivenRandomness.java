package io.lockstep.attestation.frost;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** Random bytes that somebody wrote down beforehand, in that order. */
final class GivenRandomness extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient Deque<byte[]> given = new ArrayDeque<>();

  GivenRandomness(String... hex) {
    List.of(hex).forEach(text -> given.add(HexFormat.of().parseHex(text)));
  }

  @Override
  public void nextBytes(byte[] bytes) {
    byte[] next = given.remove();
    if (next.length != bytes.length) {
      throw new IllegalStateException("Asked for " + bytes.length + " bytes, not " + next.length);
    }
    System.arraycopy(next, 0, bytes, 0, bytes.length);
  }
}

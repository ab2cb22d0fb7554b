package io.lockstep.testkit;

import java.util.Arrays;
import java.util.Random;

/** What a fuzz test feeds to a decoder: noise, and valid bytes that were damaged a little. */
public final class Mutation {
  private Mutation() {}

  public static byte[] noise(Random random, int lengthMax) {
    byte[] bytes = new byte[random.nextInt(lengthMax + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Up to three damages; none at all leaves what must be accepted. */
  public static byte[] of(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int inside = Math.min(at, Math.max(0, bytes.length - 1));
    if (bytes.length == 0) {
      return noise(random, 8);
    }
    return switch (random.nextInt(7)) {
      case 0 -> set(bytes, inside, (byte) (bytes[inside] ^ (1 << random.nextInt(8))));
      case 1 -> set(bytes, inside, (byte) random.nextInt());
      case 2 -> set(bytes, inside, (byte) 0);
      case 3 -> set(bytes, inside, (byte) 0xff);
      case 4 -> Arrays.copyOf(bytes, at);
      case 5 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
      default -> fill(bytes, inside, (byte) -random.nextInt(2));
    };
  }

  private static byte[] set(byte[] bytes, int at, byte value) {
    bytes[at] = value;
    return bytes;
  }

  /** Whole fields of zeros or ones are what single bytes never reach. */
  private static byte[] fill(byte[] bytes, int from, byte value) {
    Arrays.fill(bytes, from, Math.min(bytes.length, from + 32), value);
    return bytes;
  }
}

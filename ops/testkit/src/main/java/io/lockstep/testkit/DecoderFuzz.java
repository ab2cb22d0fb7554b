package io.lockstep.testkit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Whatever bytes arrive, a decoder answers with a value or with the exception of its own module,
 * and a value that it accepts writes the very same bytes again: there is one way to write each.
 *
 * @param name for the reports of JUnit
 * @param valid what it accepts, for mutations to start from
 * @param recode decodes and encodes again
 * @param refusal the one exception that it may throw
 */
public record DecoderFuzz(
    String name,
    List<byte[]> valid,
    UnaryOperator<byte[]> recode,
    Class<? extends RuntimeException> refusal) {
  private static final int NOISE_LENGTH_MAX = 300;

  /** Noise of any length. */
  public void readNoise(int rounds) {
    Seed seed = Seed.next();
    Random random = seed.random();
    for (int i = 0; i < rounds; i++) {
      isReadExactly(Mutation.noise(random, NOISE_LENGTH_MAX), seed);
    }
  }

  /** Noise is hardly ever as long as it must be; here it is. */
  public void readNoiseOfTheRightLength(int rounds) {
    Seed seed = Seed.next();
    Random random = seed.random();
    for (int i = 0; i < rounds; i++) {
      byte[] noise = new byte[valid.get(i % valid.size()).length];
      random.nextBytes(noise);
      isReadExactly(noise, seed);
    }
  }

  /**
   * Valid bytes, damaged a little or not at all. Both answers must come up, or nothing was tried.
   */
  public void readDamaged(int rounds) {
    Seed seed = Seed.next();
    Random random = seed.random();
    int accepted = 0;
    for (int i = 0; i < rounds; i++) {
      if (isReadExactly(Mutation.of(valid.get(i % valid.size()), random), seed)) {
        accepted++;
      }
    }
    if (accepted < rounds / 100 || accepted > rounds - rounds / 100) {
      throw new AssertionError(
          "%s accepted %d of %d damaged inputs, %s".formatted(name, accepted, rounds, seed));
    }
  }

  /** Whether it was accepted. */
  private boolean isReadExactly(byte[] input, Seed seed) {
    byte[] output;
    try {
      output = recode.apply(input.clone());
    } catch (RuntimeException e) {
      if (refusal.isInstance(e)) {
        return false;
      }
      throw new AssertionError(told("threw another exception", input, seed), e);
    }
    if (!Arrays.equals(output, input)) {
      throw new AssertionError(told("wrote " + HexFormat.of().formatHex(output), input, seed));
    }
    return true;
  }

  private String told(String what, byte[] input, Seed seed) {
    return "%s %s for %s, %s".formatted(name, what, HexFormat.of().formatHex(input), seed);
  }

  @Override
  public String toString() {
    return name;
  }
}

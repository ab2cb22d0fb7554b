package io.lockstep.testkit;

import java.util.Random;

/**
 * Where a randomised test begins: a new place every time, or the one that a failure has printed,
 * given back with {@code -Dlockstep.seed=…}.
 */
public record Seed(long value) {
  public static Seed next() {
    return new Seed(Long.getLong("lockstep.seed", System.nanoTime()));
  }

  public Random random() {
    return new Random(value);
  }

  @Override
  public String toString() {
    return "seed " + value;
  }
}

package io.lockstep.attestation.frost;

import java.util.Random;

/**
 * Where a randomised test begins: a new place every time, or the one that a failure has printed,
 * given back with {@code -Dlockstep.seed=…}.
 */
record Seed(long value) {
  static Seed next() {
    return new Seed(Long.getLong("lockstep.seed", System.nanoTime()));
  }

  Random random() {
    return new Random(value);
  }

  @Override
  public String toString() {
    return "seed " + value;
  }
}

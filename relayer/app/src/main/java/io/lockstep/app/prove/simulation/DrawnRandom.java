package io.lockstep.app.prove.simulation;

import java.security.SecureRandom;
import java.util.Random;

/** Not secure at all: it repeats itself, so that a run can be had again. */
public final class DrawnRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final Random random;

  public DrawnRandom(Random random) {
    super(null, null);
    this.random = random;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}

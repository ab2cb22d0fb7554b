package io.lockstep.app.coordination;

import java.time.Instant;
import java.time.InstantSource;

/** Counts from when it was made, and never jumps: waits do not depend on the wall's clock. */
public final class SteadyClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}

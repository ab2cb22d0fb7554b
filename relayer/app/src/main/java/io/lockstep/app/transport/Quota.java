package io.lockstep.app.transport;

import java.util.function.LongSupplier;

/**
 * How often somebody may ask: so many times at once, and then as fast as the bucket fills again.
 */
final class Quota {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private double left;
  private long last;

  Quota(double perSecond, double burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
    this.left = burst;
    this.last = nanos.getAsLong();
  }

  synchronized boolean take() {
    long now = nanos.getAsLong();
    left = Math.min(burst, left + (now - last) / NANOS * perSecond);
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}

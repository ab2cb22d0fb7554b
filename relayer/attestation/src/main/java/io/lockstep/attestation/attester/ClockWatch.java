package io.lockstep.attestation.attester;

import java.time.Duration;
import java.time.Instant;

/**
 * Notices that a machine was stopped, copied or set to another time: the clock on the wall and the
 * one that only counts go apart. Nonces that lie in memory may then lie in another memory too.
 *
 * <p>Not for several threads.
 */
public final class ClockWatch {
  private final Duration tolerance;
  private Instant wall;
  private long counted;

  /**
   * Begins to watch.
   *
   * @param tolerance what a clock that is set right little by little may be off between two looks
   */
  public ClockWatch(Duration tolerance, Instant wall, long countedNanos) {
    this.tolerance = tolerance;
    this.wall = wall;
    this.counted = countedNanos;
  }

  /** Whether there was a jump since the last look. */
  public boolean jumped(Instant wallNow, long countedNanosNow) {
    Duration onTheWall = Duration.between(wall, wallNow);
    Duration inCount = Duration.ofNanos(countedNanosNow - counted);
    wall = wallNow;
    counted = countedNanosNow;
    return onTheWall.minus(inCount).abs().compareTo(tolerance) > 0;
  }
}

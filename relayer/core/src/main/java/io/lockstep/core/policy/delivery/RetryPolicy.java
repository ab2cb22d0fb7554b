package io.lockstep.core.policy.delivery;

import java.time.Duration;

/**
 * How long to leave alone what has failed: twice as long each time, up to a limit. It never gives
 * up, because what stands in the way may be put right by others.
 *
 * @param reportAfter after how many failures alike a person is told
 */
public record RetryPolicy(Duration first, Duration most, int reportAfter) {
  private static final int DOUBLINGS_MAX = 20;

  public RetryPolicy {
    if (!first.isPositive() || most.compareTo(first) < 0 || reportAfter < 1) {
      throw new IllegalArgumentException(
          "retry policy: found %s to %s and a report after %d, expected positive ones that do not shrink"
              .formatted(first, most, reportAfter));
    }
  }

  /** How long to wait after so many failures in a row; not at all before the first. */
  public Duration delay(int failures) {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
    return doubled.compareTo(most) > 0 ? most : doubled;
  }

  /** Whether this failure is the one that a person is told of. */
  public boolean isReported(int failures) {
    return failures == reportAfter;
  }
}

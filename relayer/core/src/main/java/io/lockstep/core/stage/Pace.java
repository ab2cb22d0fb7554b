package io.lockstep.core.stage;

import java.time.Duration;

/**
 * How long a stage rests.
 *
 * @param idle when there is nothing to do; a wake-up usually comes first
 * @param blockedMin after the first step that was blocked or failed; it doubles with each
 * @param blockedMax what it does not exceed
 */
public record Pace(Duration idle, Duration blockedMin, Duration blockedMax) {
  public static final Pace STANDARD =
      new Pace(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(10));

  /** What {@code blockedMin} is doubled at most; more would be beyond any {@code blockedMax}. */
  private static final int DOUBLINGS_MAX = 30;

  public Pace {
    if (!idle.isPositive() || !blockedMin.isPositive() || blockedMax.compareTo(blockedMin) < 0) {
      throw new IllegalArgumentException(
          "pace: found %s, %s and %s, expected positive ones, the last not below the second"
              .formatted(idle, blockedMin, blockedMax));
    }
  }

  /** After so many steps in a row that were blocked or failed. */
  Duration blocked(int inARow) {
    Duration doubled = blockedMin.multipliedBy(1L << Math.min(inARow - 1, DOUBLINGS_MAX));
    return doubled.compareTo(blockedMax) > 0 ? blockedMax : doubled;
  }
}

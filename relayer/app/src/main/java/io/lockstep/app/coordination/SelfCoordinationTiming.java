package io.lockstep.app.coordination;

import java.time.Duration;

/**
 * When an attester begins to coordinate by itself.
 *
 * @param patience how long a message may wait for somebody else to have it signed
 * @param stagger how much longer each place on the roster waits, so that not all begin at once
 * @param jitter up to so much more, drawn anew for each wait
 * @param backOff after a try that came to nothing; doubled each time
 * @param backOffMax what the doubling ends at
 */
public record SelfCoordinationTiming(
    Duration patience, Duration stagger, Duration jitter, Duration backOff, Duration backOffMax) {
  /**
   * The longest wait between tries that came to nothing, and so how late a lane is signed at worst.
   */
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(10);

  private static final int PLACES_IN_ONE_PATIENCE = 6;
  private static final int JITTERS_IN_ONE_PATIENCE = 12;

  /** All in proportion to the patience. */
  public static SelfCoordinationTiming after(Duration patience) {
    Duration backOff = patience.dividedBy(JITTERS_IN_ONE_PATIENCE);
    return new SelfCoordinationTiming(
        patience,
        patience.dividedBy(PLACES_IN_ONE_PATIENCE),
        backOff,
        backOff,
        backOff.compareTo(LONGEST_BACK_OFF) < 0 ? LONGEST_BACK_OFF : backOff);
  }
}

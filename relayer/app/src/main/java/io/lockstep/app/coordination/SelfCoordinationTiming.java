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
  public static final SelfCoordinationTiming USUAL =
      new SelfCoordinationTiming(
          Duration.ofMinutes(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofMinutes(10));
}

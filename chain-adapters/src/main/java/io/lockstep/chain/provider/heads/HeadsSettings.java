package io.lockstep.chain.provider.heads;

import java.time.Duration;

/**
 * How patient a subscription is.
 *
 * @param connectMax how long connecting and subscribing may take
 * @param silenceMax a subscription that says nothing for longer is renewed
 * @param pauseMin the first pause before connecting again; every further one is twice as long
 * @param pauseMax but not longer than this
 */
public record HeadsSettings(
    Duration connectMax, Duration silenceMax, Duration pauseMin, Duration pauseMax) {

  public static final HeadsSettings USUAL =
      new HeadsSettings(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));
}

package io.lockstep.app.watch;

import java.time.Duration;

/**
 * How patient a daemon is.
 *
 * @param lease how long after the last renewal another process may take a lane over
 * @param retry between attempts at what could not be done: a lease that another holds, a beginning
 * @param tick between two looks at the positions
 */
public record Timing(Duration lease, Duration retry, Duration tick) {
  public static final Timing USUAL =
      new Timing(Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(1));

  /** Two renewals may fail before the lease runs out. */
  public Duration renewal() {
    return lease.dividedBy(3);
  }
}

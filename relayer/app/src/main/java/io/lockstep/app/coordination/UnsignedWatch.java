package io.lockstep.app.coordination;

import io.lockstep.core.domain.Unsigned;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * Whether one lane has waited too long for a signature. The time comes in with each look, and
 * nothing is asked of anybody. Not for several threads.
 */
final class UnsignedWatch {
  /** Doubled so often, any wait is the longest. */
  private static final int DOUBLINGS_MAX = 30;

  private final SelfCoordinationTiming timing;
  private final int place;
  private final DoubleSupplier random;
  private long waitsFor;
  private Instant due = Instant.MAX;
  private int tries;

  /**
   * Nothing waits yet.
   *
   * @param place of this attester on the roster, from 0
   * @param random from 0 to 1
   */
  UnsignedWatch(SelfCoordinationTiming timing, int place, DoubleSupplier random) {
    this.timing = timing;
    this.place = place;
    this.random = random;
  }

  /** Whether to have it signed now. */
  boolean isDue(Unsigned found, Instant now) {
    if (!found.isWaiting()) {
      waitsFor = 0;
      return false;
    }
    if (found.first() != waitsFor) {
      waitsFor = found.first();
      tries = 0;
      due = now.plus(timing.patience()).plus(timing.stagger().multipliedBy(place)).plus(jitter());
    }
    return !now.isBefore(due);
  }

  /** It was tried. If the same message still waits, it is tried again, and later each time. */
  void tried(Instant now) {
    tries = Math.min(tries + 1, DOUBLINGS_MAX);
    Duration pause = timing.backOff().multipliedBy(1L << (tries - 1));
    Duration bounded = pause.compareTo(timing.backOffMax()) < 0 ? pause : timing.backOffMax();
    due = now.plus(bounded).plus(jitter());
  }

  private Duration jitter() {
    return Duration.ofNanos((long) (timing.jitter().toNanos() * random.getAsDouble()));
  }
}

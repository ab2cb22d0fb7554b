package io.lockstep.app.keys.ceremony;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A short wait between two looks at something, until a longer one is over. */
final class Pause {
  private static final long LOOK_MS = 50;

  private final long end;

  Pause(Duration whole) {
    this.end = System.nanoTime() + whole.toNanos();
  }

  /** Whether there is time for another look, which is due when it returns. */
  boolean again() {
    if (System.nanoTime() >= end) {
      return false;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException("interrupted", e);
    }
  }
}

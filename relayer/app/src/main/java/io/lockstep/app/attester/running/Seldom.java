package io.lockstep.app.attester.running;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets the same thing be told once in a while. What counts them counts them all the same. */
final class Seldom {
  private final Duration pause;
  private final LongSupplier nanoTime;
  private final Map<String, Long> told = new HashMap<>();

  Seldom(Duration pause, LongSupplier nanoTime) {
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  synchronized boolean isTime(String what) {
    long now = nanoTime.getAsLong();
    Long before = told.get(what);
    if (before != null && now - before < pause.toNanos()) {
      return false;
    }
    told.put(what, now);
    return true;
  }
}

package io.lockstep.app.attester.desk;

import io.lockstep.core.domain.RefusalCount;
import io.lockstep.core.port.RefusalStore;
import io.lockstep.protocol.LaneId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts refusals in memory until somebody writes them down: whoever answers waits for no database
 * to say no. What is in memory when the process is killed is lost; counts are no evidence.
 */
public final class RefusalBook {
  private static final int TEXT_MAX = 500;

  private record Entry(String coordinator, Optional<LaneId> lane, String reason) {}

  private final RefusalStore store;
  private final InstantSource clock;
  private final Map<Entry, RefusalCount> counts = new HashMap<>();

  public RefusalBook(RefusalStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public void add(String coordinator, Optional<LaneId> lane, String reason, String text) {
    Instant now = clock.instant();
    merge(new RefusalCount(coordinator, lane, reason, 1, shortened(text), now));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= TEXT_MAX ? line : line.substring(0, TEXT_MAX) + "…";
  }

  private synchronized void merge(RefusalCount one) {
    counts.merge(
        new Entry(one.coordinator(), one.lane(), one.reason()), one, RefusalBook::together);
  }

  private static RefusalCount together(RefusalCount one, RefusalCount other) {
    RefusalCount later = one.lastAt().isAfter(other.lastAt()) ? one : other;
    return new RefusalCount(
        one.coordinator(),
        one.lane(),
        one.reason(),
        one.refusals() + other.refusals(),
        later.lastText(),
        later.lastAt());
  }

  /** Writes down what was counted since the last time. What cannot be written is kept. */
  public void write() {
    List<RefusalCount> taken = take();
    boolean written = false;
    try {
      store.add(taken);
      written = true;
    } finally {
      if (!written) {
        taken.forEach(this::merge);
      }
    }
  }

  private synchronized List<RefusalCount> take() {
    List<RefusalCount> taken = new ArrayList<>(counts.values());
    counts.clear();
    return taken;
  }
}

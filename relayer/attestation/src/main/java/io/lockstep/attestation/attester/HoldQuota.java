package io.lockstep.attestation.attester;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many messages each attester may have parked on its word alone, so that a single one cannot
 * stop a lane. Counted in aligned windows and in memory: a restart forgives.
 */
public final class HoldQuota {
  private final int perWindow;
  private final Duration window;
  private final InstantSource clock;
  private final Map<Identifier, Set<HoldStatement>> taken = new HashMap<>();
  private long current = Long.MIN_VALUE;

  public HoldQuota(int perWindow, Duration window, InstantSource clock) {
    if (perWindow < 1 || window.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new AttestationException(
          AttestationException.Code.OUT_OF_RANGE,
          "quota of holds",
          perWindow + " in " + window,
          "at least 1 in at least a second");
    }
    this.perWindow = perWindow;
    this.window = window;
    this.clock = clock;
  }

  /** Whether the author has room for these. The same one again takes none. */
  synchronized boolean admits(Identifier author, Collection<HoldStatement> statements) {
    Set<HoldStatement> all = new HashSet<>(taken(author));
    all.addAll(statements);
    return all.size() <= perWindow;
  }

  synchronized void take(Identifier author, Collection<HoldStatement> statements) {
    taken(author).addAll(statements);
  }

  private Set<HoldStatement> taken(Identifier author) {
    Instant now = clock.instant();
    long number = Math.floorDiv(now.getEpochSecond(), window.toSeconds());
    if (number != current) {
      taken.clear();
      current = number;
    }
    return taken.computeIfAbsent(author, _ -> new HashSet<>());
  }

  @Override
  public String toString() {
    return perWindow + " in " + window;
  }
}

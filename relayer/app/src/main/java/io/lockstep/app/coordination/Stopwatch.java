package io.lockstep.app.coordination;

import io.lockstep.attestation.frost.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Since when somebody waits for a signature. */
record Stopwatch(InstantSource clock, Instant start) {
  static Stopwatch start(InstantSource clock) {
    return new Stopwatch(clock, clock.instant());
  }

  PanelReport report(int attempts, int sessions, Map<Identifier, SeatConduct> seats) {
    return new PanelReport(attempts, sessions, seats, Duration.between(start, clock.instant()));
  }
}

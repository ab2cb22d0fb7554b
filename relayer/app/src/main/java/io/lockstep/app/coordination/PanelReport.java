package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a signing went.
 *
 * @param attempts how many proposals were made
 * @param sessions how many were opened for the last of them
 * @param seats how each attester behaved, as far as it was asked
 */
public record PanelReport(
    int attempts, int sessions, Map<Identifier, SeatConduct> seats, Duration took) {
  public PanelReport {
    seats = Map.copyOf(seats);
  }

  /** How many attesters refuse for this reason. */
  public long refusals(Refusal.Reason reason) {
    return seats.values().stream()
        .filter(conduct ->
            conduct instanceof SeatConduct.Refused(Refusal refusal) && refusal.reason() == reason)
        .count();
  }

  /** What each attester did, for a person. */
  public String inWords() {
    return new TreeMap<>(seats)
        .entrySet().stream()
            .map(entry -> "attester %s %s".formatted(entry.getKey(), entry.getValue().inWords()))
            .collect(Collectors.joining("; "));
  }
}

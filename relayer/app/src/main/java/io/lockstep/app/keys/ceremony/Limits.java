package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.CeremonyLimits;
import java.time.Duration;

/**
 * How long an attester waits.
 *
 * @param step for all others, at each step
 * @param linger at the end, until all others need it no more
 */
public record Limits(Duration step, Duration linger) {
  /** For what others have seen of a fault; a message that takes longer convicts nobody else. */
  private static final Duration EVIDENCE = Duration.ofSeconds(10);

  CeremonyLimits ofCeremony() {
    Duration evidence = step.compareTo(EVIDENCE) < 0 ? step : EVIDENCE;
    return new CeremonyLimits(step, step, step, step, evidence);
  }
}

package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.CeremonyLimits;
import java.time.Duration;

/**
 * How long an attester waits.
 *
 * @param step for all others, at each step
 * @param evidence for what others have seen of a fault; a message that takes longer convicts nobody
 *     else
 * @param linger at the end, until all others need it no more
 */
public record Limits(Duration step, Duration evidence, Duration linger) {
  CeremonyLimits ofCeremony() {
    return new CeremonyLimits(step, step, step, step, evidence);
  }
}

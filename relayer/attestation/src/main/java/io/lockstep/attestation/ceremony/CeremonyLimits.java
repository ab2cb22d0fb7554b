package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a participant waits.
 *
 * @param certification also for its own storage to keep the share
 * @param evidence after the first fault, to hear of others: what all convict by then is the same if
 *     messages take no longer
 */
public record CeremonyLimits(
    Duration hello, Duration dealing, Duration echo, Duration certification, Duration evidence) {
  public CeremonyLimits {
    Stream.of(hello, dealing, echo, certification, evidence)
        .filter(limit -> !limit.isPositive())
        .findFirst()
        .ifPresent(limit -> {
          throw new AttestationException(
              OUT_OF_RANGE, "limit of a step", limit, "a time above zero");
        });
  }

  public static CeremonyLimits each(Duration limit) {
    return new CeremonyLimits(limit, limit, limit, limit, limit);
  }

  Duration of(CeremonyStep step) {
    return switch (step) {
      case HELLO -> hello;
      case DEALING -> dealing;
      case ECHO -> echo;
      case CERTIFICATION -> certification;
    };
  }
}

package io.lockstep.app.prove.signing;

import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.SigningStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A coordinator that does something else than what a right one wants done. */
abstract class AlteredCoordinator implements Parts.Coordinator {
  private final Parts.Coordinator right;

  AlteredCoordinator(Parts.Coordinator right) {
    this.right = right;
  }

  abstract List<SigningStep> altered(SigningStep step);

  @Override
  public final List<SigningStep> tick(Instant now) {
    return altered(right.tick(now));
  }

  @Override
  public final List<SigningStep> arrived(SignedMessage message, Instant now) {
    return altered(right.arrived(message, now));
  }

  @Override
  public final Optional<Instant> nextWake() {
    return right.nextWake();
  }

  private List<SigningStep> altered(List<SigningStep> steps) {
    return steps.stream().flatMap(step -> altered(step).stream()).toList();
  }
}

package io.lockstep.app.prove.signing;

import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.SigningStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for shares in its first session only, and waits for it to end. */
final class WaitingCoordinator extends AlteredCoordinator {
  private @Nullable SigningSession first;

  WaitingCoordinator(Parts.Coordinator right) {
    super(right);
  }

  @Override
  List<SigningStep> altered(SigningStep step) {
    if (!(step instanceof SigningStep.RequestShare(var _, var session))) {
      return List.of(step);
    }
    if (first == null) {
      first = session;
    }
    return session.equals(first) ? List.of(step) : List.of();
  }
}

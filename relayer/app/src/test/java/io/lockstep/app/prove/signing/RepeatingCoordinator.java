package io.lockstep.app.prove.signing;

import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.SigningStep;
import io.lockstep.protocol.Hash32;
import java.util.List;

/** Has two digests signed with each list of commitments. */
final class RepeatingCoordinator extends AlteredCoordinator {
  RepeatingCoordinator(Parts.Coordinator right) {
    super(right);
  }

  @Override
  List<SigningStep> altered(SigningStep step) {
    return step instanceof SigningStep.RequestShare(var signer, var session)
        ? List.of(step, new SigningStep.RequestShare(signer, withAnotherDigest(session)))
        : List.of(step);
  }

  private static SigningSession withAnotherDigest(SigningSession session) {
    return new SigningSession(session.key(), Hash32.ZERO, session.commitments());
  }
}

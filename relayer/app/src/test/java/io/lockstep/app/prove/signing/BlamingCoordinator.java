package io.lockstep.app.prove.signing;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Evidence;
import io.lockstep.attestation.signing.SigningStep;
import java.util.List;

/** Blames all who took part in a session that came to nothing. */
final class BlamingCoordinator extends AlteredCoordinator {
  BlamingCoordinator(Parts.Coordinator right) {
    super(right);
  }

  @Override
  List<SigningStep> altered(SigningStep step) {
    return step instanceof SigningStep.Blame(var evidence)
        ? evidence.session().signers().stream()
            .<SigningStep>map(signer -> new SigningStep.Blame(against(signer, evidence)))
            .toList()
        : List.of(step);
  }

  private static Evidence against(Identifier signer, Evidence of) {
    SignedMessage answer = of.answer();
    return new Evidence(
        of.session(),
        new SignedMessage(
            answer.kind(), answer.scope(), signer, answer.body(), answer.signature()));
  }
}

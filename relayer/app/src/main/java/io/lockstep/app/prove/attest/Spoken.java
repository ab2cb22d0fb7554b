package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.SigningSession;
import java.util.Optional;

/**
 * An attester's answer to a session, read once for all who see it.
 *
 * @param share nothing if it is a refusal
 */
record Spoken(SigningSession session, Attester.Reply reply, Optional<Answer.Share> share) {
  static Spoken of(SigningSession session, Attester.Reply reply) {
    SignedMessage message = reply.message();
    return new Spoken(session, reply, share(message));
  }

  /** A refusal is not read further, because reading takes longer than refusing. */
  private static Optional<Answer.Share> share(SignedMessage message) {
    return message.body().asByteBuffer().get() == Answer.SHARE
            && Answer.decode(message.sender(), message.body()) instanceof Answer.Share share
        ? Optional.of(share)
        : Optional.empty();
  }

  SignedMessage message() {
    return reply.message();
  }

  Optional<Refusal.Reason> refused() {
    return reply.why().map(Refusal::reason);
  }

  LastHeard.Share heard() {
    return new LastHeard.Share(session, reply.message());
  }
}

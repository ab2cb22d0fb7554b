package io.lockstep.app.prove.signing;

import io.lockstep.attestation.roster.SignedMessage;
import java.time.Duration;

/** What a signer sends, and how long it takes over it. */
record Utterance(SignedMessage message, Duration delay) {
  static Utterance of(SignedMessage message) {
    return new Utterance(message, Duration.ZERO);
  }
}

package io.lockstep.attestation.signing;

import java.time.Instant;

/** What a coordinator expects of a signer. It never has two requests open with one of them. */
sealed interface Standing {
  /** Nothing: it answered all it was asked, and may be asked for a share. */
  record Responsive() implements Standing {}

  /** Commitments. */
  record Asked(int times, Instant again) implements Standing {}

  /** A share. */
  record InSession(SigningSession session, int times, Instant again) implements Standing {}

  /** Another answer than its last refusal, but not yet. */
  record Resting(Instant until) implements Standing {}

  /** Nothing any more. */
  record LeftOut() implements Standing {}
}

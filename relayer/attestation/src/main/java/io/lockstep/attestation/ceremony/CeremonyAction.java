package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.roster.SignedMessage;

/** What a participant wants done, in this order. */
public sealed interface CeremonyAction {
  /** Send this to all others. It may be somebody else's message, sent on as evidence. */
  record Broadcast(SignedMessage message) implements CeremonyAction {}

  /** Make this durable, and then say so with {@link CeremonyParticipant#stored}. */
  record Store(PendingKey key) implements CeremonyAction {}

  /** The ceremony is over for this participant. */
  record Conclude(CeremonyOutcome outcome) implements CeremonyAction {}
}

package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.group.SecretScalar;
import java.util.Optional;

/** How far a participant has come, and what it holds then and no longer. */
sealed interface Stage {
  /** It has said nothing yet. */
  record Waiting() implements Stage {}

  /** It has said hello and waits for the others. */
  record Greeting(OneTimeKey key) implements Stage {}

  /**
   * It has dealt and waits for the others.
   *
   * @param ownShare of its own polynomial, of which nothing else is kept
   */
  record Dealt(OneTimeKey key, SecretScalar ownShare) implements Stage {}

  /**
   * It has told what it saw and waits for the others.
   *
   * @param received the sum of all shares dealt to it; not of a wrong one, after which nothing is
   *     derived
   */
  record Echoed(SecretScalar received) implements Stage {}

  /** It waits for its share to be stored. */
  record Storing(PendingKey pending) implements Stage {}

  /** It has certified and waits for the others. */
  record Certifying(PendingKey pending) implements Stage {}

  /** It knows of a fault, says no more than that, and waits to hear of others. */
  record Accusing() implements Stage {}

  record Concluded() implements Stage {}

  /** Which message of all brings it on, if any does. */
  default Optional<CeremonyStep> awaited() {
    return switch (this) {
      case Greeting _ -> Optional.of(CeremonyStep.HELLO);
      case Dealt _ -> Optional.of(CeremonyStep.DEALING);
      case Echoed _ -> Optional.of(CeremonyStep.ECHO);
      case Certifying _ -> Optional.of(CeremonyStep.CERTIFICATION);
      case Waiting _, Storing _, Accusing _, Concluded _ -> Optional.empty();
    };
  }
}

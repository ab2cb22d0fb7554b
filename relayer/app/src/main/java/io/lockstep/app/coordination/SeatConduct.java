package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.signing.Conduct;
import io.lockstep.attestation.signing.Evidence;
import io.lockstep.attestation.signing.RefusalReason;
import java.util.Optional;

/** How an attester behaved in a signing. */
public sealed interface SeatConduct {
  /** It owes no answer. */
  record Willing() implements SeatConduct {
    @Override
    public String inWords() {
      return "answered all that it was asked";
    }
  }

  /** It does not vouch for this. */
  record Refused(Refusal refusal) implements SeatConduct {
    @Override
    public String inWords() {
      return "refused, %s: %s".formatted(refusal.reason(), refusal.text());
    }
  }

  /** It gave no share, for a reason of the signing protocol or for one that it did not tell. */
  record Declined(RefusalReason reason) implements SeatConduct {
    @Override
    public String inWords() {
      return "gave no share: " + reason;
    }
  }

  /** It was reached, and owes an answer. */
  record Silent() implements SeatConduct {
    @Override
    public String inWords() {
      return "has not answered in time";
    }
  }

  record Unreachable(String why) implements SeatConduct {
    @Override
    public String inWords() {
      return "could not be asked: " + why;
    }
  }

  record Lied(Evidence evidence) implements SeatConduct {
    @Override
    public String inWords() {
      return "lied: its answer to session %s is no right share"
          .formatted(evidence.session().hash());
    }
  }

  /** For a person. */
  String inWords();

  /**
   * What is to be said of an attester.
   *
   * @param refusal its last one of this signing
   * @param failure why the last request could not be brought to it
   */
  static SeatConduct of(Conduct conduct, Optional<Refusal> refusal, Optional<String> failure) {
    return switch (conduct) {
      case Conduct.Lied(Evidence evidence) -> new Lied(evidence);
      case Conduct.Silent _ ->
          refusal.<SeatConduct>map(Refused::new).orElseGet(() -> lost(failure));
      case Conduct.Refused(RefusalReason reason, int _) ->
          refusal.<SeatConduct>map(Refused::new).orElseGet(() -> new Declined(reason));
      case Conduct.Answered _ -> failure.<SeatConduct>map(Unreachable::new).orElseGet(Willing::new);
    };
  }

  private static SeatConduct lost(Optional<String> failure) {
    return failure.<SeatConduct>map(Unreachable::new).orElseGet(Silent::new);
  }
}

package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import java.util.List;

/**
 * That somebody broke the rules, with the signed messages that prove it. Whoever has the terms can
 * check the proof; no word of the accuser is needed. Silence is never a fault.
 */
public sealed interface Fault {
  /** Two messages where there can be one: others may have been told something else. */
  record Equivocation(SignedMessage one, SignedMessage other) implements Fault {}

  /**
   * A message that cannot come from somebody who follows the rules.
   *
   * @param why for people: what was found and what was expected
   */
  record Malformed(SignedMessage message, String why) implements Fault {}

  /**
   * A share that does not open or does not fit its dealer's commitments.
   *
   * @param echo of the one who complains; the dealing stands in it
   */
  record WrongShare(SignedMessage echo, Identifier dealer) implements Fault {}

  /**
   * A complaint about a share that is right, or with another key than the hello announced.
   *
   * @param echo of the one who complains; the dealing stands in it
   */
  record FalseComplaint(SignedMessage echo, Identifier accused) implements Fault {}

  /** A certification of something else than what follows from the signer's own echo. */
  record WrongCertification(SignedMessage echo, SignedMessage certification) implements Fault {}

  default Identifier culprit() {
    return switch (this) {
      case Equivocation(SignedMessage one, _) -> one.sender();
      case Malformed(SignedMessage message, _) -> message.sender();
      case WrongShare(_, Identifier dealer) -> dealer;
      case FalseComplaint(SignedMessage echo, _) -> echo.sender();
      case WrongCertification(SignedMessage echo, _) -> echo.sender();
    };
  }

  /** All that a third party needs, besides the terms. */
  default List<SignedMessage> evidence() {
    return switch (this) {
      case Equivocation(SignedMessage one, SignedMessage other) -> List.of(one, other);
      case Malformed(SignedMessage message, _) -> List.of(message);
      case WrongShare(SignedMessage echo, _) -> List.of(echo);
      case FalseComplaint(SignedMessage echo, _) -> List.of(echo);
      case WrongCertification(SignedMessage echo, SignedMessage certification) ->
          List.of(echo, certification);
    };
  }

  /** Whether the evidence proves it, to somebody who was not there. */
  default boolean isProven(CeremonyTerms terms) {
    return new CeremonyRules(terms).prove(this);
  }

  /** For people; the evidence itself is long. */
  default String told() {
    return switch (this) {
      case Equivocation(SignedMessage one, _) ->
          "%s signed two different messages of kind %s".formatted(one.sender(), one.kind());
      case Malformed(SignedMessage message, String why) ->
          "%s of %s is malformed: %s".formatted(message.kind(), message.sender(), why);
      case WrongShare(SignedMessage echo, Identifier dealer) ->
          "%s dealt a wrong share to %s".formatted(dealer, echo.sender());
      case FalseComplaint(SignedMessage echo, Identifier accused) ->
          "%s complained falsely about %s".formatted(echo.sender(), accused);
      case WrongCertification(SignedMessage echo, _) ->
          "%s certified another key than follows from its echo".formatted(echo.sender());
    };
  }
}

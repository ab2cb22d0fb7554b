package io.lockstep.app.demo;

import io.lockstep.chain.transaction.TransactionOutcome;
import java.util.Optional;

/** Whether a gateway refused what it must refuse, and for the right reason. */
final class Refusal {

  private Refusal() {}

  /** What was found instead, or nothing if it was refused with this error. */
  static Optional<String> missing(String attempt, TransactionOutcome outcome, String error) {
    String found =
        switch (outcome) {
          case TransactionOutcome.Rejected(var reason) -> reason.error();
          case TransactionOutcome.Reverted(var _, var reason) -> reason.error();
          case TransactionOutcome.Included _ -> "success";
          case TransactionOutcome.Unknown(var _, var seen) -> "no outcome: " + seen;
        };
    return found.equals(error)
        ? Optional.empty()
        : Optional.of("%s: found %s, expected %s".formatted(attempt, found, error));
  }
}

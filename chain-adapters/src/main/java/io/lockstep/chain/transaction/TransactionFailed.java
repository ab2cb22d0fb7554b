package io.lockstep.chain.transaction;

import java.util.Objects;

/** A transaction that had to succeed did not; thrown by callers that have no other way to go on. */
public final class TransactionFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient TransactionOutcome outcome;

  TransactionFailed(String message, TransactionOutcome outcome) {
    super(message);
    this.outcome = outcome;
  }

  public TransactionOutcome outcome() {
    return outcome;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}

package io.lockstep.chain.transaction;

import io.lockstep.chain.contract.RevertReason;
import io.lockstep.protocol.Hash32;

/** What became of a transaction. Unknown is never folded into failed: it may still be included. */
public sealed interface TransactionOutcome {

  record Included(Receipt receipt) implements TransactionOutcome {}

  /** Included, paid for and without effect. */
  record Reverted(Receipt receipt, RevertReason reason) implements TransactionOutcome {}

  /** It would revert, so it was not sent and nothing was paid. */
  record Rejected(RevertReason reason) implements TransactionOutcome {}

  /** Sent, or perhaps sent, and not seen in a block in time. */
  record Unknown(Hash32 transaction, String found) implements TransactionOutcome {}

  /** The receipt, for callers to whom everything else is an error. */
  default Receipt receiptOf(String purpose) {
    if (this instanceof Included(Receipt receipt)) {
      return receipt;
    }
    throw failed(purpose);
  }

  /** The exception for those to whom this outcome is one. */
  default TransactionFailed failed(String purpose) {
    String message =
        switch (this) {
          case Included(Receipt receipt) ->
              "%s was included in block %d".formatted(purpose, receipt.block());
          case Reverted(Receipt receipt, RevertReason reason) ->
              "%s reverted in block %d: %s".formatted(purpose, receipt.block(), reason);
          case Rejected(RevertReason reason) ->
              "%s would revert and was not sent: %s".formatted(purpose, reason);
          case Unknown(Hash32 transaction, String found) ->
              "%s: the outcome of transaction %s is unknown: %s"
                  .formatted(purpose, transaction, found);
        };
    return new TransactionFailed(message, this);
  }
}

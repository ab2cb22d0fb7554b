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
    return switch (this) {
      case Included(Receipt receipt) -> receipt;
      case Reverted(Receipt receipt, RevertReason reason) ->
          throw new TransactionFailed(
              "%s reverted in block %d: %s".formatted(purpose, receipt.block(), reason), this);
      case Rejected(RevertReason reason) ->
          throw new TransactionFailed(
              "%s would revert and was not sent: %s".formatted(purpose, reason), this);
      case Unknown(Hash32 transaction, String found) ->
          throw new TransactionFailed(
              "%s: the outcome of transaction %s is unknown: %s"
                  .formatted(purpose, transaction, found),
              this);
    };
  }
}

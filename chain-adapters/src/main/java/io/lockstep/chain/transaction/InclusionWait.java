package io.lockstep.chain.transaction;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.util.Optional;

/** Asks for a receipt until it is there or the patience ends. */
public final class InclusionWait {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final ChainConnection chain;
  private final Duration patience;

  public InclusionWait(ChainConnection chain, Duration patience) {
    this.chain = chain;
    this.patience = patience;
  }

  public TransactionOutcome await(Hash32 transaction) {
    Transactions transactions = new Transactions(chain);
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<Receipt> receipt = transactions.findReceipt(transaction);
      if (receipt.isPresent()) {
        return outcome(receipt.get());
      }
      if (System.nanoTime() - deadline > 0) {
        return new TransactionOutcome.Unknown(
            transaction, "no receipt after %d s".formatted(patience.toSeconds()));
      }
      sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private TransactionOutcome outcome(Receipt receipt) {
    return receipt.succeeded()
        ? new TransactionOutcome.Included(receipt)
        : new TransactionOutcome.Reverted(receipt, RevertExplanation.of(chain, receipt));
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw ChainException.interrupted("waiting for a receipt", e);
    }
  }
}

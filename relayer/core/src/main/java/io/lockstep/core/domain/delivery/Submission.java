package io.lockstep.core.domain.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An intent and the transaction nonce that belongs to it for ever.
 *
 * @param attempts at least one, the newest last
 */
public record Submission(
    Signer signer,
    long transactionNonce,
    Intent intent,
    IntentState state,
    TransactionState transaction,
    List<Attempt> attempts) {
  public Submission {
    attempts = List.copyOf(attempts);
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("attempts: found none, expected at least one");
    }
  }

  public boolean isLive() {
    return state instanceof IntentState.Live;
  }

  public boolean isOpen() {
    return transaction.isOpen();
  }

  public Attempt newest() {
    return attempts.getLast();
  }

  public Instant openedAt() {
    return attempts.getFirst().signedAt();
  }

  /** Whether an empty transaction may be mined in its place. */
  public boolean isGivenUp() {
    return attempts.stream().anyMatch(Attempt::empty);
  }

  /** The range of messages that it is to deliver, if it is to deliver any. */
  public Optional<Intent.Deliver> range() {
    return intent instanceof Intent.Deliver deliver ? Optional.of(deliver) : Optional.empty();
  }

  @Override
  public String toString() {
    return "transaction %d of %s (%s)".formatted(transactionNonce, signer, intent);
  }
}

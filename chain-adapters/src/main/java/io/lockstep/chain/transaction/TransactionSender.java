package io.lockstep.chain.transaction;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.core.Failure;
import io.lockstep.protocol.Address;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends the transactions of one account on one chain, each with a nonce of its own, and waits for
 * them. May be used by many threads; nobody else may send from the account meanwhile.
 */
public final class TransactionSender {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ChainConnection chain;
  private final SigningKey key;
  private final Transactions transactions;
  private final TransactionSigner signer;
  private final InclusionWait inclusion;

  /** Guards the nonce from its reading to the moment when the node has the transaction. */
  private final ReentrantLock sending = new ReentrantLock();

  private OptionalLong nextNonce = OptionalLong.empty();

  public TransactionSender(ChainConnection chain, SigningKey key) {
    this(chain, key, PATIENCE);
  }

  public TransactionSender(ChainConnection chain, SigningKey key, Duration patience) {
    this.chain = chain;
    this.key = key;
    this.transactions = new Transactions(chain);
    this.signer = new TransactionSigner(chain, key);
    this.inclusion = new InclusionWait(chain, patience);
  }

  public Address address() {
    return key.address();
  }

  public TransactionOutcome send(TransactionRequest request) {
    return switch (GasEstimate.of(chain, address(), request)) {
      case GasEstimate.Refused(var reason) -> new TransactionOutcome.Rejected(reason);
      case GasEstimate.Needs(long gasLimit) -> {
        SignedTransaction transaction = submit(request, gasLimit);
        yield inclusion.await(transaction.hash());
      }
    };
  }

  /** Sends what must succeed. */
  public Receipt send(TransactionRequest request, String purpose) {
    return send(request).receiptOf(purpose);
  }

  private SignedTransaction submit(TransactionRequest request, long gasLimit) {
    sending.lock();
    try {
      long nonce = nextNonce.orElseGet(() -> transactions.pendingNonce(address()));
      // Until the node has said that it took it, what comes after this nonce is for the node to
      // say.
      nextNonce = OptionalLong.empty();
      SignedTransaction transaction = signer.sign(request, gasLimit, nonce);
      if (isTaken(transaction)) {
        nextNonce = OptionalLong.of(nonce + 1);
      }
      return transaction;
    } finally {
      sending.unlock();
    }
  }

  /** A node that did not answer may have taken it all the same; the wait will tell. */
  private boolean isTaken(SignedTransaction transaction) {
    try {
      transactions.broadcast(transaction);
      return true;
    } catch (ChainException e) {
      if (e.kind() != Failure.Kind.TRANSIENT) {
        throw e;
      }
      return false;
    }
  }
}

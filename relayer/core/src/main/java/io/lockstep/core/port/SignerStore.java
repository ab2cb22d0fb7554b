package io.lockstep.core.port;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.delivery.Attempt;
import io.lockstep.core.domain.delivery.Receipt;
import io.lockstep.core.domain.delivery.Revert;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.SignerState;
import io.lockstep.core.domain.delivery.Submission;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one signer on one chain, under its lease. Each method is one transaction; a write
 * under a lease that has passed to somebody else is refused by throwing. The intents may be of any
 * lane.
 *
 * <p>A submission is named by its transaction nonce, which is its own for ever. A write about one
 * that is not open is refused. Writes that end an intent change nothing if it has ended already.
 */
public interface SignerStore {
  Signer signer();

  SignerState state();

  /** Submissions whose transaction nonce is open, the lowest first. */
  List<Submission> open();

  /**
   * The signer was held against the chain: its next nonce is the account's if that is higher. This
   * is true until its lease changes hands, or is taken again after a restart.
   */
  void compare(long accountNonce, Optional<Incident> incident);

  /**
   * Opens a submission of intent {@link io.lockstep.core.domain.delivery.Intent.Fill} for a nonce
   * below the next one that has none. Its intent has ended from the beginning: it means nothing.
   */
  Submission fill(long transactionNonce, SignedTransaction transaction);

  /** Adds an attempt. Only when this has returned may its bytes go out. */
  void add(long transactionNonce, Attempt attempt);

  /** One of its transactions is in a block. */
  void include(long transactionNonce, Receipt receipt);

  /** No block holds it any more. */
  void vanish(long transactionNonce);

  /** What was mined changed nothing: the intent ends, and its range is free. */
  void revert(long transactionNonce, Revert revert, Optional<Incident> incident);

  /** What was mined is an empty transaction: the intent ends, and its range is free. */
  void cancel(long transactionNonce);

  /** Its nonce is used at finality by one of its transactions, and is open no more. */
  void finish(long transactionNonce, Receipt receipt);

  /**
   * Its nonce is used at finality by a transaction that is not on record: the intent ends as
   * foreign, and the nonce is open no more.
   */
  void concede(long transactionNonce, Incident incident);

  /** How often intents that begin as this one does have reverted in a row. */
  int revertsLike(long transactionNonce);
}

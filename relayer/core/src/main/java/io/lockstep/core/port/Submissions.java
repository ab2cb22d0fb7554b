package io.lockstep.core.port;

import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.Opening;
import io.lockstep.core.domain.delivery.SignedTransaction;
import java.util.function.LongFunction;

/** Where intents become transactions, under the leases of a lane and of a signer. */
public interface Submissions {
  /** How many of the signer's transaction nonces are open. */
  int openCount();

  /**
   * Opens a submission, in one transaction under both leases: allocates the signer's next nonce,
   * has the transaction signed with it, keeps the intent as live, the transaction as pending and
   * the signed bytes as its first attempt. Once this returns, no crash can undo it; only then may
   * the bytes go out. The signer is asked within the transaction, and asks nobody.
   *
   * <p>Refused, with nothing kept, if
   *
   * <ul>
   *   <li>the signer was not held against the chain under its present lease ({@link
   *       SignerStore#compare}): its records may be older than what it has sent;
   *   <li>the range overlaps a live one of the lane, or the same thing is live for the same
   *       message;
   *   <li>the lane or its paired one is halted.
   * </ul>
   *
   * <p>Throws if either lease has passed to somebody else.
   */
  Opening open(Intent.OfLane intent, LongFunction<SignedTransaction> sign);
}

package io.lockstep.core.port;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.delivery.Delivered;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.Reverts;
import io.lockstep.core.domain.delivery.Submission;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of one lane's delivery, under the lane's lease. Each method is one transaction: it
 * happens whole or not at all, and a write under a lease that has passed to somebody else is
 * refused by throwing.
 *
 * <p>An intent's state is written from two sides: by {@link #confirm} under the lane's lease, and
 * by {@link SignerStore} under the signer's. Every such write changes only what is still live, so
 * whoever comes first is right.
 */
public interface DeliveryStore extends LaneRecord {
  /** Our own log from that message on, the oldest first. */
  List<FinalMessage> messages(long first, int countMax);

  /** How far the lane was delivered when it was last confirmed. */
  Delivered delivered();

  /** The live ranges of this lane, whoever's signer they are, the lowest first. */
  List<Submission> liveRanges();

  /** How often intents to deliver from that message on have reverted in a row. */
  Reverts reverts(long first);

  /**
   * Keeps how far the lane is delivered, and with it, in the same transaction:
   *
   * <ul>
   *   <li>live ranges that end at or before {@code executed.newest} are spent;
   *   <li>if the chain's nonce has gone back, spent ranges that end beyond it are live again, the
   *       lowest first, if their transaction nonce is open, no empty transaction was signed for it
   *       and no live range overlaps. So the transaction that a reorg took out is waited for and
   *       rebroadcast, and not sent a second time under another nonce;
   *   <li>live ranges whose transaction is final in a block at or before {@code
   *       executed.finalBlock}, and that end beyond {@code executed.atFinality}, are ineffective,
   *       with an incident for each: somebody has shown a receipt of what never was;
   *   <li>the incident, if one is given.
   * </ul>
   */
  void confirm(Delivered delivered, Executed executed, Optional<Incident> incident);

  /** Halts this lane and its paired one until an operator decides. */
  void haltPair(Incident incident);
}

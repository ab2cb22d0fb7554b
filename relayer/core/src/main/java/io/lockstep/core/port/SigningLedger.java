package io.lockstep.core.port;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.Set;

/**
 * What an attester has signed, and what it judges by. It only grows, so its length tells a copy
 * that was restored from one that was not.
 */
public interface SigningLedger {
  /**
   * The record of a followed lane.
   *
   * @param from where the proposal's range begins, without it
   * @param nonce where it ends, with it
   * @param held the messages that the proposal holds
   */
  LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held);

  RulingLedger message(LaneId lane, long nonce);

  /**
   * Returns once the head is on record, so that no crash can undo it. A head that is not on this
   * attester's own chain of final messages cannot be recorded.
   */
  void record(SignedHead signed);

  /** The same. A message is ruled on once; the same ruling again is no other. */
  void record(SignedRuling signed);

  /**
   * Returns once it is on record that a commitment has been used.
   *
   * @param digest what it is used for
   */
  CommitmentUse use(Hash32 commitment, Hash32 digest);

  long height();

  /** Halts the lane and its paired one until an operator decides. */
  void haltPair(LaneId lane, Incident incident);
}

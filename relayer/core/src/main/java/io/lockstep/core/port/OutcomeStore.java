package io.lockstep.core.port;

import io.lockstep.core.domain.delivery.OutcomePage;
import io.lockstep.core.domain.delivery.Unsettled;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Optional;

/**
 * What became of a lane's messages that were executed without being delivered at once, under the
 * lane's lease. Each method is one transaction; a write under a lease that has passed to somebody
 * else is refused.
 *
 * <p>What is kept was logged in final blocks, so it is never taken back; its history stays.
 */
public interface OutcomeStore {
  LaneId lane();

  /** Why this lane or its paired one is halted, if one is. */
  Optional<String> halted();

  /**
   * The block through which outcomes were read; the one before the lane's first at the beginning.
   */
  long readThrough();

  /**
   * Adds what was read to the history of each message, makes its last event its outcome, and moves
   * the block through which was read. Events are of our own final messages. In the same
   * transaction:
   *
   * <ul>
   *   <li>live intents to settle a message whose outcome does not allow them any more are spent;
   *   <li>those whose transaction is final in a block that has been read through, and that are
   *       still allowed, are ineffective.
   * </ul>
   */
  void keep(OutcomePage page);

  /**
   * Messages whose outcome is not settled and for which no intent is live, those first that have
   * rested longest.
   */
  List<Unsettled> unsettled(int countMax);
}

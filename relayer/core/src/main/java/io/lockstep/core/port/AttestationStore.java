package io.lockstep.core.port;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import java.util.Optional;
import java.util.Set;

/**
 * A lane as it stands before it is vouched for, under the lane's lease. Each method is one
 * transaction; a write under a lease that has passed to somebody else is refused.
 */
public interface AttestationStore {
  /** Why this lane or its paired one is halted, if one is. */
  Optional<String> halted();

  /** The last message of our own log. */
  LaneHead finalHead();

  /** The lane's head after a message, by our own log; nothing beyond its end. */
  Optional<Hash32> head(long nonce);

  /**
   * How far the destination has executed the lane. Both parts are of one moment: the newest is what
   * the paired lane's newest proof shows, or its final position if it has no proof above it.
   */
  Executed executed();

  /** The checkpoint of one of these epochs that leads furthest, if there is any. */
  Optional<KeptCheckpoint> attested(Set<Long> epochs);

  /**
   * Keeps a checkpoint of this lane, once. Nothing is verified here: whoever calls has verified the
   * signature, and has held the head against our own log.
   */
  void keep(KeptCheckpoint checkpoint);
}

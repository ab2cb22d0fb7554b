package io.lockstep.core.port;

import io.lockstep.core.domain.KeptCheckpoint;

/**
 * A lane as it stands before it is vouched for, under the lane's lease. Each method is one
 * transaction; a write under a lease that has passed to somebody else is refused by throwing.
 */
public interface AttestationStore extends LaneRecord {
  /**
   * Keeps a checkpoint of this lane, once. Nothing is verified here: whoever calls has verified the
   * signature, and has held the head against our own log.
   */
  void keep(KeptCheckpoint checkpoint);
}

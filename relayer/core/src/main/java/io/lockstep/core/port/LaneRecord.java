package io.lockstep.core.port;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.util.Optional;
import java.util.Set;

/** What is on record of a lane that is delivered, for all stages that do. */
public interface LaneRecord {
  LaneId lane();

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

  /**
   * The checkpoint that leads furthest, of one of these epochs and with {@code from ≤ start < nonce
   * ≤ nonceMax}.
   */
  Optional<KeptCheckpoint> furthest(Set<Long> epochs, long start, long nonceMax);
}

package io.lockstep.core.port;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** The finished checkpoints of all followed lanes. */
public interface CheckpointStore {
  /** Keeps it, once. Whoever calls has verified the signature. */
  void keep(KeptCheckpoint checkpoint);

  /**
   * Those that lead beyond the message, the furthest first. One with another head than the one that
   * is final here is evidence, and nothing to carry a lane by, so it is not among them.
   */
  List<KeptCheckpoint> beyond(LaneId lane, long nonce, int countMax);

  /**
   * Those beyond the message that have another head than the one that is final here, and of which
   * no incident tells yet.
   */
  List<KeptCheckpoint> contradicting(LaneId lane, long nonce);
}

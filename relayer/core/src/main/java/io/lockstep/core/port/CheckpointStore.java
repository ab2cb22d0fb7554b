package io.lockstep.core.port;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** The finished checkpoints of all followed lanes. */
public interface CheckpointStore {
  /** Keeps it, once. Whoever calls has verified the signature. */
  void keep(KeptCheckpoint checkpoint);

  /** Those that lead beyond the message, the furthest first. */
  List<KeptCheckpoint> beyond(LaneId lane, long nonce, int countMax);
}

package io.lockstep.core.domain.delivery;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Run;
import java.util.List;

/** What a transaction says to a gateway. */
public sealed interface GatewayCall {
  /**
   * {@code deliver}.
   *
   * @param first the nonce of the first message in the runs
   * @param tail the hashes of the messages between the runs and the checkpoint
   */
  record Deliver(KeptCheckpoint checkpoint, long first, List<Run> runs, List<Hash32> tail)
      implements GatewayCall {
    public Deliver {
      runs = List.copyOf(runs);
      tail = List.copyOf(tail);
    }
  }

  /** {@code retry}, {@code void} or {@code pushVoid}, by its kind. */
  record Settle(LaneId lane, long nonce, Message message, Kind kind) implements GatewayCall {
    /** Which one. */
    public enum Kind {
      RETRY,
      VOID,
      PUSH
    }
  }

  /** {@code rule}. */
  record Rule(KeptRuling ruling, Message message) implements GatewayCall {}
}

package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.OUT_OF_RANGE;

/** How far a lane has come, and the hash chain over every message up to there. */
public record LaneHead(long nonce, Hash32 head) {
  public LaneHead {
    Require.uint64(nonce, "nonce");
  }

  /** Where every lane begins: no message yet, and its own id for a head. */
  public static LaneHead genesis(LaneId lane) {
    return new LaneHead(0, lane.value());
  }

  public LaneHead append(Hash32 messageHash) {
    if (nonce == Long.MAX_VALUE) {
      throw new ProtocolException(OUT_OF_RANGE, "nonce", nonce, "room for one more");
    }
    return new LaneHead(nonce + 1, new Keccak256().add(head).add(messageHash).finish());
  }

  public LaneHead append(Message message) {
    return append(message.hash());
  }

  public LaneHead append(Run run) {
    LaneHead last = this;
    for (Hash32 messageHash : run.messageHashes()) {
      last = last.append(messageHash);
    }
    return last;
  }
}

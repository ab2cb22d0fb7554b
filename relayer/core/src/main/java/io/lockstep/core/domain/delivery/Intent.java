package io.lockstep.core.domain.delivery;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.Locale;

/** What a transaction is meant to bring about. */
public sealed interface Intent {
  /** What concerns a lane. */
  sealed interface OfLane extends Intent {
    LaneId lane();
  }

  /**
   * Messages {@code first} to {@code last} executed.
   *
   * @param checkpoint the digest of the one that they are delivered under
   */
  record Deliver(LaneId lane, long first, long last, Hash32 checkpoint) implements OfLane {
    public Deliver {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException(
            "range: found %d to %d, expected 1 or more to no less".formatted(first, last));
      }
    }

    public boolean overlaps(Deliver other) {
      return lane.equals(other.lane) && first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
      return "deliver messages %d to %d".formatted(first, last);
    }
  }

  /** Something done to one message that was executed without being delivered. */
  record Settle(LaneId lane, long nonce, Kind kind) implements OfLane {
    /** What is done to it. */
    public enum Kind {
      RETRY,
      VOID,
      PUSH,
      RULE
    }

    @Override
    public String toString() {
      return "%s message %d".formatted(kind.name().toLowerCase(Locale.ROOT), nonce);
    }
  }

  /** Nothing but the use of a transaction nonce, so that those behind it can be mined. */
  record Fill() implements Intent {
    @Override
    public String toString() {
      return "fill a gap";
    }
  }
}

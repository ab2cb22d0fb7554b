package io.lockstep.core.policy;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import java.util.Optional;

/**
 * Whether a gateway has executed what the lane that leads to it holds. The proof that shows the
 * head of a lane shows, at the same block, how far the paired lane has been executed there. If that
 * is not on the paired lane's own log, somebody has signed a forgery with a stolen key, and what
 * the gateway sent since then may follow from it.
 */
public sealed interface PairCheck {
  record Agrees() implements PairCheck {}

  /** More was executed than is final here, so nothing can be said yet. */
  record Undecided(String why) implements PairCheck {}

  record Contradicts(String what) implements PairCheck {}

  /**
   * Compares what the proof shows with our own record.
   *
   * @param executed how far the paired lane was executed, by the proof
   * @param own the paired lane's head there; nothing beyond what is final of it
   */
  static PairCheck of(LaneHead executed, Optional<Hash32> own) {
    if (own.isEmpty()) {
      return new Undecided(
          "message %d of the paired lane is executed at the source, and not final here yet"
              .formatted(executed.nonce()));
    }
    return own.get().equals(executed.head())
        ? new Agrees()
        : new Contradicts(
            "message %d of the paired lane is executed at the source with head %s, and the paired lane holds head %s there: both lanes halt until an operator decides"
                .formatted(executed.nonce(), executed.head(), own.get()));
  }
}

package io.lockstep.app.deliver;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Messages of a lane that follow what its gateway has executed, shown to end in a signed head.
 *
 * @param executed where the gateway stood when they were read
 * @param checkpoints of which each ends within the messages
 */
record Stretch(LaneHead executed, List<Message> messages, List<FinishedCheckpoint> checkpoints) {
  Stretch {
    messages = List.copyOf(messages);
    checkpoints =
        checkpoints.stream()
            .sorted(Comparator.comparingLong((FinishedCheckpoint one) -> one.checkpoint().nonce()))
            .toList();
  }

  long last() {
    return executed.nonce() + messages.size();
  }

  /**
   * The next delivery, as large as its limits let it be.
   *
   * @param now what the gateway has executed by now
   * @param through the last message that is wanted
   */
  Optional<NextBatch> next(long now, long through, BatchLimits limits) {
    long wanted = Math.min(through, last());
    if (now >= wanted) {
      return Optional.empty();
    }
    int fitting = limits.fitting(between(now, wanted));
    return furthest(now, now + fitting)
        .or(() -> nearest(now))
        .map(checkpoint -> batch(checkpoint, now, Math.min(now + fitting, wanted)));
  }

  private List<Message> between(long after, long through) {
    return messages.subList(
        Math.toIntExact(after - executed.nonce()), Math.toIntExact(through - executed.nonce()));
  }

  /** The furthest whose rest can be told by hashes when the batch ends there. */
  private Optional<FinishedCheckpoint> furthest(long now, long end) {
    return usable(now)
        .filter(one -> one.checkpoint().nonce() - end <= BatchLimits.TAIL_MAX)
        .reduce((_, later) -> later);
  }

  /** If none can, the batch must be larger than it should. */
  private Optional<FinishedCheckpoint> nearest(long now) {
    return usable(now).findFirst();
  }

  private Stream<FinishedCheckpoint> usable(long now) {
    return checkpoints.stream()
        .filter(one -> one.checkpoint().nonce() > now && one.checkpoint().from() <= now);
  }

  private NextBatch batch(FinishedCheckpoint finished, long now, long wantedEnd) {
    Checkpoint checkpoint = finished.checkpoint();
    long end =
        Math.min(
            checkpoint.nonce(), Math.max(wantedEnd, checkpoint.nonce() - BatchLimits.TAIL_MAX));
    return new NextBatch(
        checkpoint,
        finished.signature(),
        now + 1,
        between(now, end),
        between(end, checkpoint.nonce()).stream().map(Message::hash).toList());
  }
}

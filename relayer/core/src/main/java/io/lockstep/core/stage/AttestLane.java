package io.lockstep.core.stage;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.delivery.ActiveEpochs;
import io.lockstep.core.domain.delivery.Attestation;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.policy.delivery.GasPlan;
import io.lockstep.core.port.AttestationStore;
import io.lockstep.core.port.Attesters;
import io.lockstep.core.port.DestinationGateway;
import io.lockstep.core.port.Pauses;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Hash32;
import java.util.Optional;

/**
 * Stage 3: has the attesters vouch for what is final, one checkpoint at most so many messages after
 * the one before, so that there is always one that a batch can end under.
 *
 * <p>How far a lane is attested is read off the checkpoints that the gateway still takes. When an
 * epoch ends they are fewer, and the same messages are asked for again.
 */
public final class AttestLane implements Stage {
  private final AttestationStore store;
  private final Attesters attesters;
  private final DestinationGateway gateway;
  private final Pauses pauses;
  private final int messagesMax;

  /**
   * A stage for the lane of the store.
   *
   * @param messagesMax the most messages from one checkpoint to the next
   */
  public AttestLane(
      AttestationStore store,
      Attesters attesters,
      DestinationGateway gateway,
      Pauses pauses,
      int messagesMax) {
    if (messagesMax < 1 || messagesMax > GasPlan.TAIL_MAX) {
      throw new IllegalArgumentException(
          "messages from one checkpoint to the next: found %d, expected 1 to %d, the longest tail"
              .formatted(messagesMax, GasPlan.TAIL_MAX));
    }
    this.store = store;
    this.attesters = attesters;
    this.gateway = gateway;
    this.pauses = pauses;
    this.messagesMax = messagesMax;
  }

  @Override
  public String name() {
    return "AttestLane";
  }

  @Override
  public Step step() {
    Optional<Step> standing = Standstill.of(store.halted(), pauses.lane(store.lane()));
    return standing.orElseGet(this::attest);
  }

  private Step attest() {
    Executed executed = store.executed();
    ActiveEpochs epochs = gateway.epochs();
    long attested = attested(executed.newest().nonce(), epochs);
    long nonce = Math.min(store.finalHead().nonce(), attested + messagesMax);
    if (nonce <= attested) {
      return new Step.Idle("everything final is attested");
    }
    long from = Math.min(executed.atFinality().nonce(), nonce - 1);
    return ask(epochs.signing(), from, nonce, attested);
  }

  /**
   * Through which message no checkpoint is missing. A reorg may leave those that are kept out of a
   * batch's reach; then it is as if there were none.
   */
  private long attested(long executed, ActiveEpochs epochs) {
    return store
        .furthest(epochs.accepted(), executed, executed + messagesMax)
        .flatMap(_ -> store.furthest(epochs.accepted(), executed, Long.MAX_VALUE))
        .map(kept -> kept.checkpoint().nonce())
        .orElse(executed);
  }

  private Step ask(long epoch, long from, long nonce, long attested) {
    return switch (attesters.attest(epoch, from, nonce, this::head)) {
      case Attestation.Signed(KeptCheckpoint signed) -> keep(signed, from, attested);
      case Attestation.FromAhead(long proven, _) when proven < from ->
          ask(epoch, proven, nonce, attested);
      case Attestation.FromAhead(_, String why) -> new Step.Blocked(why);
      case Attestation.NotSigned(String why) -> new Step.Blocked(why);
    };
  }

  private Hash32 head(long nonce) {
    return store
        .head(nonce)
        .orElseThrow(() ->
            new IllegalStateException(
                "head of message %d: found none, expected one up to the last final message"
                    .formatted(nonce)));
  }

  private Step keep(KeptCheckpoint signed, long from, long attested) {
    Checkpoint checkpoint = signed.checkpoint();
    if (!checkpoint.lane().equals(store.lane()) || checkpoint.from() > from) {
      return new Step.Blocked(
          "checkpoint: found lane %s from message %d, expected lane %s from at most %d"
              .formatted(checkpoint.lane(), checkpoint.from(), store.lane(), from));
    }
    if (checkpoint.nonce() <= attested) {
      return new Step.Blocked(
          "the checkpoint ends at message %d, as no more holds fit it, and %d is attested: it waits until more is executed at finality"
              .formatted(checkpoint.nonce(), attested));
    }
    Optional<Hash32> own = store.head(checkpoint.nonce());
    if (!own.equals(Optional.of(checkpoint.head()))) {
      return new Step.Blocked(
          "head of message %d: found %s signed, expected %s as our own log has it: nothing is kept"
              .formatted(
                  checkpoint.nonce(),
                  checkpoint.head(),
                  own.map(Hash32::toString).orElse("nothing yet,")));
    }
    store.keep(signed);
    return new Step.Moved("attested through message " + checkpoint.nonce());
  }
}

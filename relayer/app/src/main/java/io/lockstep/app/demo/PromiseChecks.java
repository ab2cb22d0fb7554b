package io.lockstep.app.demo;

import io.lockstep.chain.gateway.GatewayAdministration;
import io.lockstep.chain.local.LocalChain.Snapshot;
import io.lockstep.chain.transaction.TransactionOutcome;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Message;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tries on the running chains what the promises say cannot be done. */
final class PromiseChecks {

  private final TwoChains chains;
  private final Direction direction;

  PromiseChecks(TwoChains chains, Direction direction) {
    this.chains = chains;
    this.direction = direction;
  }

  /**
   * I3.
   *
   * @param executed a batch that has been delivered
   * @param voided the nonce of a message that was voided
   */
  List<Optional<String>> once(Batch executed, long voided, Tally tally) {
    return List.of(
        refused("a batch again", executed, "AlreadyExecuted"),
        retryOf(voided),
        tally.isComplete()
            ? Optional.empty()
            : Optional.of(
                "found %d lost and %d duplicated, expected none"
                    .formatted(tally.lost(), tally.duplicated())));
  }

  /** I4, with a batch that has not been delivered. */
  List<Optional<String>> provenance(Batch waiting) {
    return List.of(refused("an altered payload", altered(waiting), "HeadMismatch"), heads());
  }

  /** I8, with a batch that has not been delivered. */
  List<Optional<String>> quorum(Batch waiting) {
    return List.of(
        refused("a stranger's signature", signedByStranger(waiting), "InvalidSignature"),
        refused("an unknown key epoch", ofUnknownEpoch(waiting), "EpochNotActive"));
  }

  /** I12: a pause is tried and taken back, because to resume takes the administrator's delay. */
  Optional<String> pause(Batch waiting) {
    End destination = direction.destination();
    Snapshot before = destination.chain().snapshot();
    chains
        .guardianOf(destination)
        .send(new GatewayAdministration(destination.gateway()).pause(), "the guardian's pause");
    Optional<String> broken = refused("a delivery while paused", waiting, "GatewayIsPaused");
    destination.chain().revert(before);
    return broken;
  }

  private Optional<String> refused(String attempt, Batch batch, String error) {
    return refused(attempt, batch.deliveryTo(direction.destination().calls()), error);
  }

  private Optional<String> refused(String attempt, TransactionRequest request, String error) {
    TransactionOutcome outcome = direction.destination().owner().send(request);
    return Refusal.missing(attempt, outcome, error);
  }

  private Optional<String> retryOf(long voided) {
    Message message = direction.log().messageAt(voided);
    TransactionRequest retry =
        direction.destination().calls().retry(direction.lane(), voided, message);
    return refused("a retry of a voided message", retry, "WrongStanding");
  }

  /** Both ends of both lanes hold heads of one and the same chain of hashes. */
  private Optional<String> heads() {
    return Stream.of(chains.there(), chains.back())
        .filter(lane -> !lane.executed().equals(lane.log().headAt(lane.executed().nonce())))
        .map(lane -> lane + ": the destination's head is not on the source's chain of hashes")
        .findFirst();
  }

  private static Batch altered(Batch batch) {
    Message first = batch.messages().getFirst();
    byte[] payload = first.payload().toArray();
    payload[payload.length - 1] ^= 1;
    List<Message> messages = new ArrayList<>(batch.messages());
    messages.set(0, new Message(first.route(), first.deadline(), Bytes.copyOf(payload)));
    return batch.withMessages(messages);
  }

  private Batch signedByStranger(Batch batch) {
    SingleKeySigner stranger = SingleKeySigner.generate(new SecureRandom());
    FrostSignature signature = stranger.sign(batch.checkpoint().digest(direction.domain()));
    return batch.withCheckpoint(batch.checkpoint(), signature);
  }

  private Batch ofUnknownEpoch(Batch batch) {
    Checkpoint signed = batch.checkpoint();
    Checkpoint other =
        new Checkpoint(
            signed.lane(),
            signed.from(),
            signed.nonce(),
            signed.head(),
            signed.holds(),
            Direction.KEY_EPOCH + 1);
    return batch.withCheckpoint(other, direction.quorum().sign(other.digest(direction.domain())));
  }
}

package io.lockstep.app.demo;

import io.lockstep.app.testnet.Batch;
import io.lockstep.app.testnet.CollateralLanes;
import io.lockstep.app.testnet.CollateralTerms;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.End;
import io.lockstep.app.testnet.LocalQuorum;
import io.lockstep.app.testnet.Part;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.chain.gateway.GatewayAdministration;
import io.lockstep.chain.local.LocalChain.Snapshot;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Message;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries on the running chains what the promises say cannot be done. */
final class PromiseChecks {

  private final TwoChains chains;
  private final CollateralLanes lanes;
  private final Direction out;

  PromiseChecks(TwoChains chains) {
    this.chains = chains;
    this.lanes = chains.collateral();
    this.out = lanes.out();
  }

  /**
   * I3.
   *
   * @param executed a batch that has been delivered
   * @param voided the nonce of a transfer that was voided
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
        refused("a signature of another quorum", signedByStrangers(waiting), "InvalidSignature"),
        refused("an unknown key epoch", ofUnknownEpoch(waiting), "EpochNotActive"));
  }

  /** I12: a pause is tried and taken back, because to resume takes the administrator's delay. */
  Optional<String> pause(Batch waiting) {
    End destination = out.destination();
    Snapshot before = destination.chain().snapshot();
    destination
        .sender(Part.GUARDIAN)
        .send(new GatewayAdministration(destination.gateway()).pause(), "the guardian's pause");
    Optional<String> broken = refused("a delivery while paused", waiting, "GatewayIsPaused");
    destination.chain().revert(before);
    return broken;
  }

  /** I13, and with t stolen shares: whoever has them gets no more than a window's cap. */
  List<Optional<String>> caps() {
    BigInteger tooMuch = CollateralTerms.LOCK_CAP.add(BigInteger.ONE);
    TransactionRequest lock =
        lanes.lock(
            CollateralKind.CREDIT, lanes.trader(), tooMuch, Message.NO_DEADLINE, Hash32.ZERO);
    return List.of(
        Refusal.missing("a lock over the cap", lanes.byHolder(lock), "OverCap"),
        StolenKey.of(lanes).paysNoMoreThanTheCap());
  }

  /** I15: what is locked is what arrived, by the token's own account of it. */
  Optional<String> units(Address asset, Transfers out, Effects effects) {
    BigInteger arrived = out.of(asset).sum(_ -> true);
    BigInteger expected = arrived.subtract(effects.paidOut(asset));
    BigInteger found = lanes.collateral(asset).balanceOf(lanes.vault());
    return found.equals(expected)
        ? Optional.empty()
        : Optional.of("the vault's tokens: found %s, expected %s".formatted(found, expected));
  }

  private Optional<String> refused(String attempt, Batch batch, String error) {
    return refused(attempt, batch.deliveryTo(out.destination().calls()), error);
  }

  private Optional<String> refused(String attempt, TransactionRequest request, String error) {
    return Refusal.missing(attempt, out.destination().passerBy().send(request), error);
  }

  private Optional<String> retryOf(long voided) {
    Message message = out.log().messageAt(voided);
    TransactionRequest retry = out.destination().calls().retry(out.lane(), voided, message);
    return refused("a retry of a voided transfer", retry, "WrongStanding");
  }

  /** Both ends of both lanes hold heads of one and the same chain of hashes. */
  private Optional<String> heads() {
    return chains.directions().stream()
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

  private Batch signedByStrangers(Batch batch) {
    LocalQuorum strangers = LocalQuorum.create(2, 2, Direction.KEY_EPOCH);
    FrostSignature signature = strangers.sign(batch.checkpoint().digest(out.domain()));
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
    return batch.withCheckpoint(other, out.quorum().sign(other.digest(out.domain())));
  }
}

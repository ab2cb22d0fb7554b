package io.lockstep.app.demo;

import io.lockstep.chain.gateway.InboundLane;
import io.lockstep.chain.gateway.ParkedMessage;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Ruling;

/**
 * One lane of the demo, and everything that is done along it: what an application, a relayer and a
 * quorum would do, each in its own process.
 */
public record Direction(LaneId lane, End source, End destination, SingleKeySigner quorum) {

  /** The gas limit of the demo's messages; the sample recipient needs less than half of it. */
  public static final long GAS_LIMIT = 100_000;

  public static final long KEY_EPOCH = 1;

  /** A message from the sample sender to the sample recipient. */
  public Receipt send(Bytes payload, long deadline) {
    return source
        .owner()
        .send(
            new SampleContracts(source)
                .send(lane, destination.sampleRecipient(), deadline, payload),
            "send on " + this);
  }

  public LaneHead executed() {
    return destination
        .view()
        .findInboundLane(lane)
        .map(InboundLane::head)
        .orElse(LaneHead.genesis(lane));
  }

  public LaneLog log() {
    return LaneLog.read(source, lane);
  }

  /** All that was sent and is not executed, under a fresh signature. */
  public Batch next(Holds holds) {
    LaneLog log = log();
    long executed = executed().nonce();
    LaneHead last = log.headAt(log.lastNonce());
    Checkpoint checkpoint =
        new Checkpoint(lane, executed, last.nonce(), last.head(), holds, KEY_EPOCH);
    return new Batch(
        checkpoint,
        quorum.sign(checkpoint.digest(domain())),
        executed + 1,
        log.between(executed + 1, last.nonce()));
  }

  public Receipt deliver(Batch batch) {
    return destination.owner().send(batch.deliveryTo(destination.calls()), "deliver on " + this);
  }

  public Receipt retry(long nonce) {
    Message message = log().messageAt(nonce);
    return destination
        .owner()
        .send(destination.calls().retry(lane, nonce, message), "retry on " + this);
  }

  public Receipt voidMessage(long nonce) {
    Message message = log().messageAt(nonce);
    return destination
        .owner()
        .send(destination.calls().voidMessage(lane, nonce, message), "void on " + this);
  }

  public Receipt rule(long nonce, Decision decision) {
    Message message = log().messageAt(nonce);
    Ruling ruling = new Ruling(lane, nonce, message.hash(), decision, KEY_EPOCH);
    return destination
        .owner()
        .send(
            destination.calls().rule(ruling, message, quorum.sign(ruling.digest(domain()))),
            "rule on " + this);
  }

  public ParkedMessage standing(long nonce) {
    return destination.view().standing(lane, nonce);
  }

  public DomainSeparator domain() {
    return DomainSeparator.of(destination.abroad(destination.gateway()));
  }

  public Address recipient() {
    return destination.sampleRecipient();
  }

  @Override
  public String toString() {
    return source.name() + " → " + destination.name();
  }
}

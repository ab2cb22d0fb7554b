package io.lockstep.app.testnet;

import io.lockstep.chain.gateway.InboundLane;
import io.lockstep.chain.gateway.ParkedMessage;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Ruling;

/** One lane, and what a relayer and a quorum would do along it, each in its own process. */
public record Direction(LaneId lane, End source, End destination, LocalQuorum quorum) {

  public static final long KEY_EPOCH = 1;

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
    return send(batch.deliveryTo(destination.calls()), "deliver");
  }

  public Receipt retry(long nonce) {
    Message message = log().messageAt(nonce);
    return send(destination.calls().retry(lane, nonce, message), "retry");
  }

  public Receipt voidMessage(long nonce) {
    Message message = log().messageAt(nonce);
    return send(destination.calls().voidMessage(lane, nonce, message), "void");
  }

  public Receipt rule(long nonce, Decision decision) {
    Ruling ruling = ruling(nonce, decision);
    return rule(ruling, quorum.sign(ruling.digest(domain())));
  }

  public Receipt rule(Ruling ruling, FrostSignature signature) {
    Message message = log().messageAt(ruling.nonce());
    return send(destination.calls().rule(ruling, message, signature), "rule");
  }

  /** What a quorum would sign. */
  public Ruling ruling(long nonce, Decision decision) {
    return new Ruling(lane, nonce, log().messageAt(nonce).hash(), decision, KEY_EPOCH);
  }

  /** With what its id was made of. */
  public Lane whole(Channel channel) {
    return new Lane(
        source.abroad(source.gateway()), destination.abroad(destination.gateway()), channel);
  }

  private Receipt send(TransactionRequest request, String what) {
    return destination.passerBy().send(request, what + " on " + this);
  }

  public ParkedMessage standing(long nonce) {
    return destination.view().standing(lane, nonce);
  }

  public DomainSeparator domain() {
    return DomainSeparator.of(destination.abroad(destination.gateway()));
  }

  @Override
  public String toString() {
    return source.name() + " → " + destination.name();
  }
}

package io.lockstep.app.testnet;

import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Run;
import io.lockstep.protocol.Runs;
import java.util.List;

/** A signed checkpoint and all messages up to it, ready to be delivered. */
public record Batch(
    Checkpoint checkpoint, FrostSignature signature, long first, List<Message> messages) {

  public TransactionRequest deliveryTo(GatewayCalls gateway) {
    List<Run> runs = Runs.of(messages);
    return gateway.deliver(checkpoint, signature, first, runs, List.of());
  }

  public Batch withCheckpoint(Checkpoint other, FrostSignature signed) {
    return new Batch(other, signed, first, messages);
  }

  public Batch withMessages(List<Message> others) {
    return new Batch(checkpoint, signature, first, others);
  }
}

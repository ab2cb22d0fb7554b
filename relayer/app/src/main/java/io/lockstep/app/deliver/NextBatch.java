package io.lockstep.app.deliver;

import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Runs;
import java.util.List;

/**
 * One delivery: the messages from the next one on, and hashes for the rest of their checkpoint.
 *
 * @param first the nonce of the first message
 */
record NextBatch(
    Checkpoint checkpoint,
    FrostSignature signature,
    long first,
    List<Message> messages,
    List<Hash32> rest) {
  NextBatch {
    messages = List.copyOf(messages);
    rest = List.copyOf(rest);
  }

  long last() {
    return first + messages.size() - 1;
  }

  TransactionRequest deliveryTo(GatewayCalls gateway) {
    return gateway.deliver(checkpoint, signature, first, Runs.of(messages), rest);
  }
}

package io.lockstep.chain.gateway;

import static io.lockstep.chain.contract.AbiValues.bytes;
import static io.lockstep.chain.contract.AbiValues.number;
import static io.lockstep.chain.contract.Calldata.GATEWAY;

import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Ruling;
import io.lockstep.protocol.Run;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * Requests to one gateway that anybody may make. What they do and when they revert is told in
 * {@code IGateway.sol}.
 */
public record GatewayCalls(Address gateway) {

  // Applications

  /** The caller adds the lane's fee as value, if it pays one. */
  public TransactionRequest send(
      LaneId lane, Address recipient, long gasLimit, long deadline, Bytes payload) {
    return call(
        GATEWAY.send(
            bytes(lane),
            recipient.toString(),
            number(gasLimit),
            number(deadline),
            payload.toArray(),
            BigInteger.ZERO));
  }

  /** ERC-7786; attributes as the standard encodes them. */
  public TransactionRequest sendMessage(
      InteroperableAddress recipient, Bytes payload, List<Bytes> attributes) {
    return call(
        GATEWAY.sendMessage(
            recipient.encode().toArray(),
            payload.toArray(),
            attributes.stream().map(Bytes::toArray).toList(),
            BigInteger.ZERO));
  }

  public TransactionRequest setDefaultChannel(Channel channel) {
    return call(GATEWAY.setDefaultChannel(channel.value().toArray()));
  }

  // Delivery, which is open to everybody

  public TransactionRequest deliver(
      Checkpoint checkpoint,
      FrostSignature signature,
      long first,
      List<Run> runs,
      List<Hash32> tail) {
    return call(
        GATEWAY.deliver(
            GatewayStructs.checkpoint(checkpoint),
            checkpoint.holds().encode().toArray(),
            GatewayStructs.signature(signature),
            number(first),
            runs.stream().map(GatewayStructs::run).toList(),
            tail.stream().map(Hash32::toArray).toList()));
  }

  public TransactionRequest retry(LaneId lane, long nonce, Message message) {
    return call(GATEWAY.retry(bytes(lane), number(nonce), GatewayStructs.message(message)));
  }

  public TransactionRequest rule(Ruling ruling, Message message, FrostSignature signature) {
    return call(
        GATEWAY.rule(
            bytes(ruling.lane()),
            number(ruling.nonce()),
            GatewayStructs.message(message),
            number(ruling.decision().code()),
            number(ruling.keyEpoch()),
            GatewayStructs.signature(signature)));
  }

  /** {@code void} is a word of Java's. */
  public TransactionRequest voidMessage(LaneId lane, long nonce, Message message) {
    return call(GATEWAY._void(bytes(lane), number(nonce), GatewayStructs.message(message)));
  }

  public TransactionRequest pushVoid(LaneId lane, long nonce, Message message) {
    return call(GATEWAY.pushVoid(bytes(lane), number(nonce), GatewayStructs.message(message)));
  }

  private TransactionRequest call(RemoteFunctionCall<?> function) {
    return TransactionRequest.call(gateway, Calldata.of(function));
  }
}

package io.lockstep.chain.gateway;

import static io.lockstep.chain.contract.AbiValues.bytes;
import static io.lockstep.chain.contract.AbiValues.number;
import static io.lockstep.chain.contract.Calldata.GATEWAY;

import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.KeyEpoch;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Requests to one gateway that its access manager allows to certain roles only. */
public record GatewayAdministration(Address gateway) {

  public TransactionRequest openLane(
      InteroperableAddress remote, Channel channel, Hello limits, BigInteger fee) {
    return call(
        GATEWAY.openLane(
            remote.chain().value(),
            remote.account().toString(),
            channel.value().toArray(),
            GatewayStructs.limits(limits),
            fee));
  }

  public TransactionRequest closeLane(LaneId outbound) {
    return call(GATEWAY.closeLane(bytes(outbound)));
  }

  public TransactionRequest allowSender(LaneId outbound, Address sender, boolean paysFee) {
    return call(GATEWAY.allowSender(bytes(outbound), sender.toString(), paysFee));
  }

  public TransactionRequest removeSender(LaneId outbound, Address sender) {
    return call(GATEWAY.removeSender(bytes(outbound), sender.toString()));
  }

  public TransactionRequest setFee(LaneId outbound, BigInteger fee) {
    return call(GATEWAY.setFee(bytes(outbound), fee));
  }

  public TransactionRequest withdrawFees(Address to, BigInteger amount) {
    return call(GATEWAY.withdrawFees(to.toString(), amount));
  }

  public TransactionRequest pauseLane(LaneId lane) {
    return call(GATEWAY.pauseLane(bytes(lane)));
  }

  public TransactionRequest resumeLane(LaneId lane) {
    return call(GATEWAY.resumeLane(bytes(lane)));
  }

  public TransactionRequest pause() {
    return call(GATEWAY.pause());
  }

  public TransactionRequest resume() {
    return call(GATEWAY.resume());
  }

  public TransactionRequest registerKeyEpoch(KeyEpoch epoch, FrostSignature proof) {
    return call(
        GATEWAY.registerKeyEpoch(
            number(epoch.keyEpoch()),
            epoch.key().px(),
            epoch.key().py(),
            GatewayStructs.signature(proof)));
  }

  public TransactionRequest killKeyEpoch(long keyEpoch) {
    return call(GATEWAY.killKeyEpoch(number(keyEpoch)));
  }

  private TransactionRequest call(RemoteFunctionCall<?> function) {
    return TransactionRequest.call(gateway, Calldata.of(function));
  }
}

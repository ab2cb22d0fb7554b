package io.lockstep.chain.gateway;

import static io.lockstep.chain.contract.AbiValues.bytes;
import static io.lockstep.chain.contract.AbiValues.hash;
import static io.lockstep.chain.contract.AbiValues.number;
import static io.lockstep.chain.contract.AbiValues.time;

import io.lockstep.chain.bindings.Gateway;
import io.lockstep.chain.contract.AbiValues;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.util.Optional;

/** What a gateway holds at one block. */
public final class GatewayView {

  private final Gateway gateway;

  public GatewayView(ChainState state, Address address) {
    this.gateway = ContractReads.gateway(state, address);
  }

  /** Nothing for a lane that is not open here. */
  public Optional<OutboundLane> findOutboundLane(LaneId lane) {
    Gateway.OutboundLane found = ContractReads.ask(gateway.outboundLane(bytes(lane)));
    return isSet(found.head)
        ? Optional.of(
            new OutboundLane(
                new LaneHead(number(found.nonce), hash(found.head)),
                found.fee,
                GatewayStructs.limits(found.peerLimits),
                found.ready,
                found.closed,
                found.paused))
        : Optional.empty();
  }

  /** Nothing for a lane that is not open here. */
  public Optional<InboundLane> findInboundLane(LaneId lane) {
    Gateway.InboundLane found = ContractReads.ask(gateway.inboundLane(bytes(lane)));
    return isSet(found.head)
        ? Optional.of(
            new InboundLane(
                new LaneHead(number(found.nonce), hash(found.head)),
                new ChainId(found.sourceChainId),
                found.paused))
        : Optional.empty();
  }

  private static boolean isSet(byte[] head) {
    return !hash(head).equals(Hash32.ZERO);
  }

  public Optional<LaneId> findPairedLane(LaneId lane) {
    byte[] paired = ContractReads.ask(gateway.pairedLane(bytes(lane)));
    return isSet(paired) ? Optional.of(AbiValues.lane(paired)) : Optional.empty();
  }

  public SenderStatus senderStatus(LaneId lane, Address sender) {
    var found = ContractReads.ask(gateway.senderStatus(bytes(lane), sender.toString()));
    return new SenderStatus(found.component1(), found.component2());
  }

  public ParkedMessage standing(LaneId lane, long nonce) {
    var found = ContractReads.ask(gateway.standing(bytes(lane), number(nonce)));
    return new ParkedMessage(
        Standing.ofCode(found.component1().intValueExact()), hash(found.component2()));
  }

  /** The one gateway of a remote chain that this one trusts. */
  public Optional<Address> findPeer(ChainId remote) {
    Address peer = Address.fromHex(ContractReads.ask(gateway.peerGateway(remote.value())));
    return peer.isZero() ? Optional.empty() : Optional.of(peer);
  }

  public KeyEpochs keyEpochs() {
    Gateway.KeyEpochs found = ContractReads.ask(gateway.keyEpochs());
    return new KeyEpochs(
        number(found.current),
        time(found.currentStartsAt),
        number(found.previous),
        time(found.previousExpiresAt),
        number(found.latest));
  }

  public boolean isPaused() {
    return ContractReads.ask(gateway.isPaused());
  }

  public DomainSeparator domainSeparator() {
    return new DomainSeparator(hash(ContractReads.ask(gateway.domainSeparator())));
  }

  /** The access manager that decides who may call what. */
  public Address authority() {
    return Address.fromHex(ContractReads.ask(gateway.authority()));
  }
}

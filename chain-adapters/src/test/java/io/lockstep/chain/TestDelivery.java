package io.lockstep.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.gateway.OutboundLane;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Runs;
import java.util.List;

/**
 * Carries one direction of a lane pair by hand.
 *
 * @param relayer sends on the destination; of each account there may be one sender only
 */
public record TestDelivery(
    TestQuorum quorum,
    LocalChain source,
    LocalChain destination,
    Lane lane,
    TransactionSender relayer) {

  public LaneId id() {
    return lane.id();
  }

  public Address gatewayHere() {
    return lane.source().account();
  }

  public Address gatewayThere() {
    return lane.destination().account();
  }

  public GatewayView destinationView() {
    return new GatewayView(destination.latest(), gatewayThere());
  }

  public LaneHead arrived() {
    return destinationView().findInboundLane(id()).orElseThrow().head();
  }

  /** Everything that the source has appended and the destination has not seen. */
  public List<Message> underWay() {
    return GatewayEvents.of(source.latest().logs(gatewayHere(), 0), gatewayHere()).stream()
        .filter(MessageAppended.class::isInstance)
        .map(MessageAppended.class::cast)
        .filter(event -> event.lane().equals(id()) && event.nonce() > arrived().nonce())
        .map(MessageAppended::message)
        .toList();
  }

  public Receipt deliver() {
    return deliver(Holds.NONE);
  }

  /** Delivers all that is under way, which the source's own head must confirm. */
  public Receipt deliver(Holds holds) {
    LaneHead from = arrived();
    List<Message> messages = underWay();
    LaneHead to = from;
    for (Message message : messages) {
      to = to.append(message);
    }
    assertThat(new GatewayView(source.latest(), gatewayHere()).findOutboundLane(id()))
        .map(OutboundLane::head)
        .contains(to);
    Checkpoint checkpoint =
        new Checkpoint(id(), from.nonce(), to.nonce(), to.head(), holds, TestQuorum.KEY_EPOCH);
    FrostSignature signature =
        quorum.sign(checkpoint.digest(DomainSeparator.of(lane.destination())));
    Receipt receipt =
        relayer.send(
            new GatewayCalls(gatewayThere())
                .deliver(checkpoint, signature, from.nonce() + 1, Runs.of(messages), List.of()),
            "delivery");
    assertThat(arrived()).isEqualTo(to);
    return receipt;
  }
}

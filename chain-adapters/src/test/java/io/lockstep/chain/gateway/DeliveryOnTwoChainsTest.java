package io.lockstep.chain.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.bindings.SampleRecipient;
import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.Deployment;
import io.lockstep.chain.deploy.TwoChains;
import io.lockstep.chain.gateway.GatewayEvent.LaneReady;
import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.gateway.GatewayEvent.MessageDelivered;
import io.lockstep.chain.gateway.GatewayEvent.MessageParked;
import io.lockstep.chain.gateway.GatewayEvent.MessagesExecuted;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Runs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.core.RemoteFunctionCall;

/** A lane in both directions between an Anvil and a Ganache, from the deployment to a retry. */
class DeliveryOnTwoChainsTest {

  private static final long GAS_LIMIT = 200_000;

  @TempDir Path folder;

  @Test
  void messagesTravelBothWays() {
    try (TwoChains chains = TwoChains.start(AnvilSettings.of(41), GanacheSettings.of(1338))) {
      Deployment deployment = chains.deploy(folder.resolve("deployment.json"));
      Direction there = new Direction(chains, deployment, chains.left(), chains.right());
      Direction back = new Direction(chains, deployment, chains.right(), chains.left());

      there.deliverHello();
      back.deliverHello();
      there.sendDeliverAndRetry();
      back.sendDeliverAndRetry();
    }
  }

  /** One direction of the lane pair, driven by hand. */
  private static final class Direction {

    private final TwoChains chains;
    private final LocalChain source;
    private final LocalChain destination;
    private final Lane lane;
    private final LaneId id;
    private final TransactionSender user;
    private final TransactionSender relayer;

    Direction(TwoChains chains, Deployment deployment, LocalChain source, LocalChain destination) {
      this.chains = chains;
      this.source = source;
      this.destination = destination;
      this.lane =
          deployment.lane(
              source.connection().chainId(), destination.connection().chainId(), TwoChains.CHANNEL);
      this.id = lane.id();
      this.user = TwoChains.sender(source, TwoChains.SENDER);
      this.relayer = TwoChains.sender(destination, TwoChains.STRANGER);
    }

    private Address gatewayHere() {
      return lane.source().account();
    }

    private Address gatewayThere() {
      return lane.destination().account();
    }

    private GatewayView destinationView() {
      return new GatewayView(destination.latest(), gatewayThere());
    }

    private LaneHead arrived() {
      return destinationView().findInboundLane(id).orElseThrow().head();
    }

    /** Everything that the source has appended and the destination has not seen. */
    private List<Message> underWay() {
      return GatewayEvents.of(source.latest().logs(gatewayHere(), 0), gatewayHere()).stream()
          .filter(MessageAppended.class::isInstance)
          .map(MessageAppended.class::cast)
          .filter(event -> event.lane().equals(id) && event.nonce() > arrived().nonce())
          .map(MessageAppended::message)
          .toList();
    }

    private List<GatewayEvent> deliver() {
      LaneHead from = arrived();
      List<Message> messages = underWay();
      LaneHead to = from;
      for (Message message : messages) {
        to = to.append(message);
      }
      assertThat(new GatewayView(source.latest(), gatewayHere()).findOutboundLane(id))
          .hasValueSatisfying(this::isOpen)
          .map(OutboundLane::head)
          .contains(to);
      Checkpoint checkpoint =
          new Checkpoint(id, from.nonce(), to.nonce(), to.head(), Holds.NONE, 1);
      FrostSignature signature =
          chains.quorum().sign(checkpoint.digest(DomainSeparator.of(lane.destination())));
      Receipt receipt =
          relayer.send(
              new GatewayCalls(gatewayThere())
                  .deliver(checkpoint, signature, from.nonce() + 1, Runs.of(messages), List.of()),
              "delivery");
      assertThat(arrived()).isEqualTo(to);
      return GatewayEvents.in(receipt, gatewayThere());
    }

    private void isOpen(OutboundLane outbound) {
      assertThat(outbound.closed()).isFalse();
      assertThat(outbound.paused()).isFalse();
    }

    void deliverHello() {
      assertThat(deliver())
          .contains(new LaneReady(lane.paired().id(), TwoChains.LIMITS))
          .anyMatch(MessagesExecuted.class::isInstance);
    }

    void sendDeliverAndRetry() {
      Address recipient = deployRecipient();
      for (String payload : List.of("0x01", "0xff", "0x02")) {
        user.send(
            new GatewayCalls(gatewayHere())
                .send(id, recipient, GAS_LIMIT, Message.NO_DEADLINE, Bytes.fromHex(payload)),
            "a message");
      }
      Message refused = underWay().get(1);
      setRefusing(recipient, true);

      assertThat(deliver())
          .filteredOn(MessageParked.class::isInstance)
          .containsExactly(new MessageParked(id, 3, ParkReason.FAILED, refused.hash()));
      assertThat(received(recipient)).isEqualTo(2);
      assertThat(destinationView().standing(id, 3).standing()).isEqualTo(Standing.PARKED);

      setRefusing(recipient, false);
      Receipt retried =
          relayer.send(new GatewayCalls(gatewayThere()).retry(id, 3, refused), "retry");

      assertThat(GatewayEvents.in(retried, gatewayThere())).contains(new MessageDelivered(id, 3));
      assertThat(received(recipient)).isEqualTo(3);
      assertThat(destinationView().standing(id, 3).standing()).isEqualTo(Standing.NONE);
    }

    private Address deployRecipient() {
      Address recipient =
          relayer
              .send(
                  TransactionRequest.creation(
                      Contracts.sampleRecipient().creationData(gatewayThere())),
                  "recipient")
              .created()
              .orElseThrow();
      callRecipient(
          recipient,
          Calldata.SAMPLE_RECIPIENT.trust(id.value().toArray(), user.address().toString()));
      return recipient;
    }

    private void setRefusing(Address recipient, boolean value) {
      callRecipient(recipient, Calldata.SAMPLE_RECIPIENT.setRefusing(value));
    }

    private void callRecipient(Address recipient, RemoteFunctionCall<?> call) {
      relayer.send(TransactionRequest.call(recipient, Calldata.of(call)), "recipient");
    }

    private long received(Address recipient) {
      SampleRecipient contract = ContractReads.sampleRecipient(destination.latest(), recipient);
      return ContractReads.ask(contract.received()).longValueExact();
    }
  }
}

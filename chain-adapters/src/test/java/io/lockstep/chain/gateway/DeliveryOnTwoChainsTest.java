package io.lockstep.chain.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.TestDelivery;
import io.lockstep.chain.bindings.SampleRecipient;
import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.Deployment;
import io.lockstep.chain.deploy.TwoChains;
import io.lockstep.chain.gateway.GatewayEvent.LaneReady;
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
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
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

    private final TestDelivery delivery;
    private final LaneId id;
    private final TransactionSender user;
    private final TransactionSender relayer;

    Direction(TwoChains chains, Deployment deployment, LocalChain source, LocalChain destination) {
      Lane lane =
          deployment.lane(
              source.connection().chainId(), destination.connection().chainId(), TwoChains.CHANNEL);
      this.user = TwoChains.sender(source, TwoChains.SENDER);
      this.relayer = TwoChains.sender(destination, TwoChains.STRANGER);
      this.delivery = new TestDelivery(chains.quorum(), source, destination, lane, relayer);
      this.id = lane.id();
    }

    private List<GatewayEvent> deliver() {
      return GatewayEvents.in(delivery.deliver(), delivery.gatewayThere());
    }

    void deliverHello() {
      assertThat(deliver())
          .contains(new LaneReady(delivery.lane().paired().id(), TwoChains.LIMITS))
          .anyMatch(MessagesExecuted.class::isInstance);
    }

    void sendDeliverAndRetry() {
      Address recipient = deployRecipient();
      for (String payload : List.of("0x01", "0xff", "0x02")) {
        user.send(
            new GatewayCalls(delivery.gatewayHere())
                .send(id, recipient, GAS_LIMIT, Message.NO_DEADLINE, Bytes.fromHex(payload)),
            "a message");
      }
      Message refused = delivery.underWay().get(1);
      setRefusing(recipient, true);

      assertThat(deliver())
          .filteredOn(MessageParked.class::isInstance)
          .containsExactly(new MessageParked(id, 3, ParkReason.FAILED, refused.hash()));
      assertThat(received(recipient)).isEqualTo(2);
      assertThat(delivery.destinationView().standing(id, 3).standing()).isEqualTo(Standing.PARKED);

      setRefusing(recipient, false);
      Receipt retried =
          relayer.send(new GatewayCalls(delivery.gatewayThere()).retry(id, 3, refused), "retry");

      assertThat(GatewayEvents.in(retried, delivery.gatewayThere()))
          .contains(new MessageDelivered(id, 3));
      assertThat(received(recipient)).isEqualTo(3);
      assertThat(delivery.destinationView().standing(id, 3).standing()).isEqualTo(Standing.NONE);
    }

    private Address deployRecipient() {
      Address recipient =
          relayer
              .send(
                  TransactionRequest.creation(
                      Contracts.sampleRecipient().creationData(delivery.gatewayThere())),
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
      SampleRecipient contract =
          ContractReads.sampleRecipient(delivery.destination().latest(), recipient);
      return ContractReads.ask(contract.received()).longValueExact();
    }
  }
}

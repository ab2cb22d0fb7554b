package io.lockstep.model.delivery;

import static io.lockstep.model.delivery.DeliveryScene.LANE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.LogPlace;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Outcome;
import io.lockstep.core.domain.delivery.OutcomeEvent;
import io.lockstep.core.domain.delivery.OutcomePage;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.port.DestinationLog;
import io.lockstep.core.stage.ConfirmLane;
import io.lockstep.core.stage.Step;
import io.lockstep.model.SampleMessages;
import io.lockstep.model.WatchedLane;
import io.lockstep.model.delivery.SimulatedGateway.Place;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfirmLaneTest {
  private final DeliveryScene scene = new DeliveryScene(LANE);
  private final SimulatedDestination chain = scene.chain();
  private final Relayer relayer = scene.relayer("a");

  private void deliver(int messages) {
    scene.send(LANE, messages);
    relayer.track().step();
    WatchedLane.rest(relayer.attest(LANE));
    relayer.submit(LANE).step();
    scene.mineAndProve();
  }

  private Step confirm() {
    return WatchedLane.rest(relayer.confirm(LANE));
  }

  private Rows.LaneRow row() {
    return scene.database().row(LANE);
  }

  private Submission submission() {
    return scene.database().rows().submissions().getFirst().submission();
  }

  private List<Incident.Kind> incidents() {
    return scene.database().rows().incidents().stream().map(Incident::kind).toList();
  }

  /** What the paired lane proves, at the tip and at finality. */
  private void prove(LaneHead newest, LaneHead atFinality) {
    scene
        .database()
        .prove(LANE, new Executed(newest, atFinality, chain.executed(LANE).finalBlock()));
  }

  @Test
  void deliveredIsTheLesserOfTheChainsNonceAndOurFinalOne() {
    deliver(4);
    confirm();
    assertThat(row().delivered().nonce()).isEqualTo(4);

    scene.send(LANE, 3);
    confirm();
    assertThat(row().delivered().nonce()).isEqualTo(3);
    assertThat(row().delivered().chain().nonce()).isEqualTo(4);
  }

  @Test
  void mayGoBackAndSaysSo() {
    deliver(2);
    confirm();
    chain.reorg();
    scene.prove();

    confirm();

    assertThat(row().delivered().nonce()).isZero();
    assertThat(incidents()).containsExactly(Incident.Kind.DELIVERY_REGRESSED);
    assertThat(submission().isLive()).isTrue();
  }

  @Test
  void anotherHeadThanOursAtFinalityHaltsThePair() {
    scene.send(LANE, 2);
    LaneHead forged = new LaneHead(2, Keccak256.ofText("forged"));
    prove(forged, forged);

    assertThat(confirm()).isInstanceOf(Step.Halted.class);

    assertThat(incidents()).containsExactly(Incident.Kind.PAIR_CONTRADICTED);
    assertThat(relayer.submit(LANE).step()).isInstanceOf(Step.Halted.class);
  }

  /** One provider may have invented it. */
  @Test
  void anotherHeadAboveFinalityOnlyWaits() {
    scene.send(LANE, 2);
    prove(new LaneHead(2, Keccak256.ofText("forged")), LaneHead.genesis(LANE));

    assertThat(confirm()).isInstanceOf(Step.Blocked.class);

    assertThat(row().halted()).isEmpty();
    assertThat(row().delivered().nonce()).isZero();
  }

  @Test
  void aDeliveryThatTheDestinationDoesNotShowIsIneffective() {
    deliver(1);
    chain.makeFinal();
    WatchedLane.rest(relayer.track());
    prove(LaneHead.genesis(LANE), LaneHead.genesis(LANE));

    confirm();

    assertThat(submission().state()).isEqualTo(new IntentState.Ineffective());
    assertThat(incidents()).containsExactly(Incident.Kind.DELIVERY_INEFFECTIVE);
  }

  @Test
  void keepsOutcomesOfFinalBlocksWithTheirHistory() {
    chain.fail(Set.of(new Place(LANE, 2)));
    deliver(3);
    confirm();
    assertThat(row().outcomes()).isEmpty();

    chain.makeFinal();
    confirm();

    assertThat(row().outcomes()).containsOnlyKeys(2L);
    assertThat(row().outcomes().values())
        .map(Rows.OutcomeRow::outcome)
        .containsExactly(new Outcome.Parked(OutcomeEvent.ParkReason.FAILED));
    assertThat(row().outcomes().values()).allMatch(one -> one.history().size() == 1);
    assertThat(row().outcomesThrough()).isEqualTo(1);
  }

  @Test
  void anOutcomeOfAnotherMessageIsNotBelieved() {
    scene.send(LANE, 2);
    List<String> turned = new ArrayList<>();
    OutcomeEvent invented =
        new OutcomeEvent.Parked(
            1,
            OutcomeEvent.ParkReason.FAILED,
            SampleMessages.of(9).hash(),
            new LogPlace(
                chain.state().blocks().getFirst().id(), Keccak256.ofText("a transaction"), 0));
    DestinationLog liar =
        new DestinationLog() {
          @Override
          public OutcomePage read(long fromBlock) {
            return new OutcomePage(List.of(invented), 1);
          }

          @Override
          public void turnFromCurrent(String why) {
            turned.add(why);
          }
        };
    Lease lease = scene.database().take("lane " + LANE, "a");

    Step step =
        new ConfirmLane(
                scene.database().delivery(LANE, lease),
                scene.database().outcomes(LANE, lease),
                liar)
            .step();

    assertThat(step).isInstanceOf(Step.Blocked.class);
    assertThat(turned).hasSize(1);
    assertThat(row().outcomes()).isEmpty();
  }
}

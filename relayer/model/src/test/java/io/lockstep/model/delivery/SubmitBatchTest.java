package io.lockstep.model.delivery;

import static io.lockstep.model.delivery.DeliveryScene.LANE;
import static io.lockstep.model.delivery.DeliveryScene.OTHER_LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.delivery.ActiveEpochs;
import io.lockstep.core.domain.delivery.Broadcast;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.policy.delivery.BatchPolicy;
import io.lockstep.core.stage.Step;
import io.lockstep.model.WatchedLane;
import io.lockstep.model.delivery.Rows.SubmissionRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubmitBatchTest {
  private final DeliveryScene scene = new DeliveryScene(LANE, OTHER_LANE);
  private Relayer relayer = scene.relayer("a");

  private void prepare(int messages) {
    scene.send(LANE, messages);
    relayer.track().step();
    WatchedLane.rest(relayer.attest(LANE));
  }

  private Step submit() {
    return relayer.submit(LANE).step();
  }

  private List<Submission> submissions() {
    return scene.database().rows().submissions().stream().map(SubmissionRow::submission).toList();
  }

  private List<String> ranges() {
    return submissions().stream()
        .map(submission -> (Intent.Deliver) submission.intent())
        .map(range -> range.first() + "-" + range.last())
        .toList();
  }

  @Test
  void aQuietLaneSendsOneMessageAtOnce() {
    prepare(1);

    assertThat(submit()).isInstanceOf(Step.Moved.class);
    scene.mineAndProve();

    assertThat(scene.executed(LANE).nonce()).isEqualTo(1);
    assertThat(WatchedLane.rest(relayer.confirm(LANE))).isInstanceOf(Step.Idle.class);
    assertThat(scene.database().row(LANE).delivered().nonce()).isEqualTo(1);
    assertThat(submissions().getFirst().state()).isEqualTo(new IntentState.Spent());
  }

  @Test
  void whatIsUnderWayIsNotSentAgain() {
    prepare(4);
    submit();

    assertThat(submit()).isInstanceOf(Step.Idle.class);
    assertThat(ranges()).containsExactly("1-4");
  }

  @Test
  void aBusyLaneWaitsForAFullerBatch() {
    prepare(2);
    submit();
    scene.send(LANE, 3);
    WatchedLane.rest(relayer.attest(LANE));

    assertThat(submit()).isEqualTo(new Step.Idle("1 messages wait for more to join them"));

    scene.clock().pass(Duration.ofMillis(100));
    assertThat(submit()).isInstanceOf(Step.Moved.class);
    assertThat(ranges()).containsExactly("1-2", "3-3");
  }

  @Test
  void fullBatchesFollowEachOtherUpToTheMostUnderWay() {
    prepare(12);

    submit();
    submit();
    assertThat(submit()).isEqualTo(new Step.Idle("2 ranges are under way, 2 transactions open"));

    assertThat(ranges()).containsExactly("1-4", "5-8");
    scene.mineAndProve();
    assertThat(scene.executed(LANE).nonce()).isEqualTo(8);
  }

  @Test
  void waitsForACheckpoint() {
    scene.send(LANE, 1);
    relayer.track().step();

    assertThat(submit()).isEqualTo(new Step.Idle("message 1 waits for a checkpoint"));
  }

  @Test
  void aBatchMayEndBeforeItsCheckpoint() {
    scene.batches = new BatchPolicy(3, Duration.ZERO, 4, 4);
    prepare(4);

    submit();
    submit();

    assertThat(ranges()).containsExactly("1-3", "4-4");
    scene.mineAndProve();
    assertThat(scene.executed(LANE).nonce()).isEqualTo(4);
  }

  @Test
  void signsNothingBeforeTheSignerIsHeldAgainstTheChain() {
    scene.send(LANE, 1);
    WatchedLane.rest(relayer.attest(LANE));

    assertThat(submit()).isInstanceOf(Step.Blocked.class);
    assertThat(submissions()).isEmpty();

    relayer.track().step();
    assertThat(submit()).isInstanceOf(Step.Moved.class);
  }

  @Test
  void anUnknownBroadcastIsNoFailure() {
    prepare(1);
    scene.chain().answer(_ -> Optional.of(new Broadcast.Unknown("timed out")));

    assertThat(submit()).isInstanceOf(Step.Moved.class);
    assertThat(submit()).isInstanceOf(Step.Idle.class);

    assertThat(submissions().getFirst().isLive()).isTrue();
    scene.chain().answer(_ -> Optional.empty());
    relayer.track().step();
    scene.mineAndProve();
    assertThat(scene.executed(LANE).nonce()).isEqualTo(1);
  }

  @Test
  void plansFromTheDestinationWhateverOthersHaveDelivered() {
    prepare(4);
    Relayer stranger = scene.relayer("stranger", DeliveryScene.signer(2));
    stranger.track().step();
    stranger.submit(LANE).step();
    scene.mineAndProve();
    scene.send(LANE, 6);
    relayer = scene.relayer("a");
    relayer.track().step();
    WatchedLane.rest(relayer.confirm(LANE));
    WatchedLane.rest(relayer.attest(LANE));

    submit();

    assertThat(ranges()).containsExactly("1-4", "5-6");
  }

  @Test
  void rangesOfAnotherSignerAreWaitedFor() {
    prepare(4);
    submit();
    scene.send(LANE, 5);
    Relayer other = scene.relayer("b", DeliveryScene.signer(2));
    other.track().step();
    WatchedLane.rest(other.attest(LANE));

    assertThat(other.submit(LANE).step())
        .isInstanceOfSatisfying(
            Step.Idle.class, idle -> assertThat(idle.why()).contains("have no order"));
  }

  @Test
  void lanesShareASignerWithoutSharingANonce() {
    scene.send(OTHER_LANE, 2);
    prepare(2);
    WatchedLane.rest(relayer.attest(OTHER_LANE));

    submit();
    relayer.submit(OTHER_LANE).step();

    assertThat(submissions()).map(Submission::transactionNonce).containsExactly(0L, 1L);
    scene.mineAndProve();
    assertThat(scene.executed(OTHER_LANE).nonce()).isEqualTo(2);
  }

  @Test
  void pausedLanesAndHaltedOnesSendNothing() {
    prepare(1);
    scene.pauses().pause(LANE);
    assertThat(submit()).isEqualTo(new Step.Idle("paused: the lane, by an operator"));

    scene.pauses().resume(LANE);
    scene.database().halt(LANE, "somebody must look");
    assertThat(submit()).isEqualTo(new Step.Halted("somebody must look"));
    assertThat(submissions()).isEmpty();
  }

  @Test
  void afterARevertItWaitsAndThenPlansForTheWorst() {
    prepare(2);
    scene.chain().pauseGateway(true);
    submit();
    scene.mineAndProve();
    relayer.track().step();
    assertThat(submissions().getFirst().state()).isInstanceOf(IntentState.Reverted.class);
    scene.chain().pauseGateway(false);

    assertThat(submit()).isInstanceOf(Step.Blocked.class);
    scene.clock().pass(Duration.ofSeconds(1));
    assertThat(submit()).isInstanceOf(Step.Moved.class);

    scene.mineAndProve();
    assertThat(scene.executed(LANE).nonce()).isEqualTo(2);
  }

  @Test
  void aCheckpointOfAnEpochThatEndedCountsForNothing() {
    prepare(2);
    scene.chain().rotate(new ActiveEpochs(2, Set.of(2L)));

    assertThat(submit()).isEqualTo(new Step.Idle("message 1 waits for a checkpoint"));
    assertThat(WatchedLane.rest(relayer.attest(LANE))).isInstanceOf(Step.Idle.class);
    submit();

    scene.mineAndProve();
    assertThat(scene.executed(LANE).nonce()).isEqualTo(2);
  }

  @Test
  void aRelayerThatLostItsLeaseSendsNothing() {
    prepare(1);
    scene.relayer("b");

    assertThatThrownBy(this::submit).isInstanceOf(StaleLease.class);
    assertThat(submissions()).isEmpty();
    assertThat(scene.chain().state().pool()).isEmpty();
  }
}

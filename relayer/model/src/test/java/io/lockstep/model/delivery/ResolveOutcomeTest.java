package io.lockstep.model.delivery;

import static io.lockstep.model.delivery.DeliveryScene.LANE;
import static io.lockstep.model.delivery.DeliveryScene.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Outcome;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.stage.Step;
import io.lockstep.model.SampleMessages;
import io.lockstep.model.WatchedLane;
import io.lockstep.model.delivery.Rows.SubmissionRow;
import io.lockstep.model.delivery.SimulatedGateway.Place;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolveOutcomeTest {
  private static final Place FIRST = new Place(LANE, 1);
  private static final Instant DEADLINE = START.plus(Duration.ofDays(1));

  private final DeliveryScene scene = new DeliveryScene(LANE);
  private final SimulatedDestination chain = scene.chain();
  private final Relayer relayer = scene.relayer("a");

  private static Message due() {
    Message sample = SampleMessages.of(1);
    return new Message(sample.route(), DEADLINE.getEpochSecond(), sample.payload());
  }

  /** The lane's only message is executed, at finality. */
  private void execute(Message message) {
    scene.send(LANE, List.of(message));
    relayer.track().step();
    WatchedLane.rest(relayer.attest(LANE));
    relayer.submit(LANE).step();
    settleBlock();
  }

  private void settleBlock() {
    scene.mineAndProve();
    chain.makeFinal();
    scene.prove();
    WatchedLane.rest(relayer.track());
    WatchedLane.rest(relayer.confirm(LANE));
  }

  private Step resolve() {
    return relayer.resolve(LANE).step();
  }

  private Outcome outcome() {
    return Objects.requireNonNull(scene.database().row(LANE).outcomes().get(1L)).outcome();
  }

  private List<Intent.Settle.Kind> settled() {
    return scene.database().rows().submissions().stream()
        .map(SubmissionRow::submission)
        .map(Submission::intent)
        .filter(Intent.Settle.class::isInstance)
        .map(intent -> ((Intent.Settle) intent).kind())
        .toList();
  }

  private IntentState lastState() {
    return scene.database().rows().submissions().getLast().submission().state();
  }

  @Test
  void whatFailedIsTriedAgain() {
    chain.fail(Set.of(FIRST));
    execute(SampleMessages.of(1));
    chain.fail(Set.of());

    assertThat(resolve()).isInstanceOf(Step.Moved.class);
    assertThat(resolve()).isInstanceOf(Step.Idle.class);
    settleBlock();

    assertThat(outcome()).isEqualTo(new Outcome.Delivered());
    assertThat(lastState()).isEqualTo(new IntentState.Spent());
    assertThat(chain.state().tip().gateway().delivered()).containsEntry(FIRST, 1);
    assertThat(resolve()).isInstanceOf(Step.Idle.class);
  }

  @Test
  void eachFailureIsWaitedForLonger() {
    chain.fail(Set.of(FIRST));
    execute(SampleMessages.of(1));
    resolve();
    settleBlock();
    assertThat(lastState()).isInstanceOf(IntentState.Reverted.class);

    assertThat(resolve()).isEqualTo(new Step.Idle("no message is due to be settled"));
    scene.clock().pass(Duration.ofSeconds(1));
    assertThat(resolve()).isInstanceOf(Step.Moved.class);
    settleBlock();
    scene.clock().pass(Duration.ofSeconds(1));
    assertThat(resolve()).isEqualTo(new Step.Idle("no message is due to be settled"));
    scene.clock().pass(Duration.ofSeconds(1));
    assertThat(resolve()).isInstanceOf(Step.Moved.class);
  }

  @Test
  void pastItsDeadlineItIsVoided() {
    chain.fail(Set.of(FIRST));
    execute(due());
    chain.passTo(DEADLINE);
    resolve();
    assertThat(settled()).containsExactly(Intent.Settle.Kind.RETRY);
    settleBlock();

    chain.passTo(DEADLINE.plusSeconds(1));
    scene.clock().pass(Duration.ofSeconds(1));
    resolve();
    settleBlock();

    assertThat(settled()).containsExactly(Intent.Settle.Kind.RETRY, Intent.Settle.Kind.VOID);
    assertThat(outcome()).isEqualTo(new Outcome.Voided(1));
  }

  @Test
  void whatExpiredBeforeItsDeliveryIsVoidedAtOnce() {
    chain.passTo(DEADLINE.plusSeconds(1));
    execute(due());

    resolve();
    settleBlock();

    assertThat(settled()).containsExactly(Intent.Settle.Kind.VOID);
    assertThat(outcome()).isEqualTo(new Outcome.Voided(1));
  }

  @Test
  void aVoidThatItsSenderHasNotHeardOfIsPushed() {
    chain.pauseReturn(true);
    chain.passTo(DEADLINE.plusSeconds(1));
    execute(due());
    resolve();
    settleBlock();
    assertThat(outcome()).isEqualTo(new Outcome.VoidPending());
    chain.pauseReturn(false);

    resolve();
    settleBlock();

    assertThat(settled()).containsExactly(Intent.Settle.Kind.VOID, Intent.Settle.Kind.PUSH);
    assertThat(outcome()).isEqualTo(new Outcome.Voided(1));
  }

  @Test
  void whatIsHeldWaitsForItsRuling() {
    scene.attesters(LANE).hold(1);
    execute(SampleMessages.of(1));

    assertThat(resolve()).isEqualTo(new Step.Idle("1 messages wait for a ruling or a deadline"));
    scene.attesters(LANE).decide(1, Decision.DELIVER);
    resolve();
    settleBlock();

    assertThat(settled()).containsExactly(Intent.Settle.Kind.RULE);
    assertThat(outcome()).isEqualTo(new Outcome.Delivered());
  }

  @Test
  void aRulingMayVoid() {
    scene.attesters(LANE).hold(1);
    scene.attesters(LANE).decide(1, Decision.VOID);
    execute(SampleMessages.of(1));

    resolve();
    settleBlock();

    assertThat(outcome()).isEqualTo(new Outcome.Voided(1));
  }

  @Test
  void aRuledMessageThatFailsIsParkedAndTriedAgain() {
    scene.attesters(LANE).hold(1);
    scene.attesters(LANE).decide(1, Decision.DELIVER);
    chain.fail(Set.of(FIRST));
    execute(SampleMessages.of(1));
    resolve();
    settleBlock();
    assertThat(outcome()).isInstanceOf(Outcome.Parked.class);
    chain.fail(Set.of());

    resolve();
    settleBlock();

    assertThat(settled()).containsExactly(Intent.Settle.Kind.RULE, Intent.Settle.Kind.RETRY);
    assertThat(outcome()).isEqualTo(new Outcome.Delivered());
  }

  @Test
  void whatIsHeldPastDeadlineAndGraceIsVoided() {
    scene.attesters(LANE).hold(1);
    execute(due());
    chain.passTo(DEADLINE.plus(Duration.ofDays(7)));
    assertThat(resolve()).isInstanceOf(Step.Idle.class);

    chain.passTo(DEADLINE.plus(Duration.ofDays(7)).plusSeconds(1));
    resolve();
    settleBlock();

    assertThat(settled()).containsExactly(Intent.Settle.Kind.VOID);
    assertThat(outcome()).isEqualTo(new Outcome.Voided(1));
  }

  @Test
  void whatOthersHaveSettledIsLeftAlone() {
    chain.fail(Set.of(FIRST));
    execute(SampleMessages.of(1));
    chain.fail(Set.of());
    resolve();
    SimulatedTransaction own = chain.state().pool().getFirst();
    SimulatedSigner stranger = scene.key(DeliveryScene.signer(3));
    var theirs = stranger.sign(own.call().orElseThrow(), 0, 1_000_000, new Fees.Dynamic(50, 1));
    chain.mineForeign(stranger.read(theirs.bytes()));
    chain.makeFinal();
    scene.prove();

    WatchedLane.rest(relayer.confirm(LANE));
    WatchedLane.rest(relayer.track());

    assertThat(lastState()).isEqualTo(new IntentState.Spent());
    assertThat(scene.database().rows().submissions().getLast().submission().isGivenUp()).isTrue();
    assertThat(resolve()).isInstanceOf(Step.Idle.class);
  }

  @Test
  void aPausedLaneSettlesNothing() {
    chain.fail(Set.of(FIRST));
    execute(SampleMessages.of(1));
    scene.pauses().pause(LANE);

    assertThat(resolve()).isEqualTo(new Step.Idle("paused: the lane, by an operator"));
  }
}

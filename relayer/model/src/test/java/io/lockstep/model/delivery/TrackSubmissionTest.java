package io.lockstep.model.delivery;

import static io.lockstep.model.delivery.DeliveryScene.LANE;
import static io.lockstep.model.delivery.DeliveryScene.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.delivery.Broadcast;
import io.lockstep.core.domain.delivery.FeeQuote;
import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.policy.delivery.FeePolicy;
import io.lockstep.core.stage.Step;
import io.lockstep.model.WatchedLane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackSubmissionTest {
  private final DeliveryScene scene = new DeliveryScene(LANE);
  private final SimulatedDestination chain = scene.chain();
  private Relayer relayer = scene.relayer("a");

  @BeforeEach
  void begin() {
    scene.send(LANE, 1);
    relayer.track().step();
    WatchedLane.rest(relayer.attest(LANE));
  }

  private Step track() {
    return WatchedLane.rest(relayer.track());
  }

  private Submission submission(int index) {
    return scene.database().rows().submissions().get(index).submission();
  }

  private List<Incident.Kind> incidents() {
    return scene.database().rows().incidents().stream().map(Incident::kind).toList();
  }

  private void deliverEverything() {
    for (int i = 0; i < 10; i++) {
      track();
      WatchedLane.rest(relayer.confirm(LANE));
      WatchedLane.rest(relayer.attest(LANE));
      relayer.submit(LANE).step();
      scene.mineAndProve();
      chain.makeFinal();
      scene.prove();
      scene.clock().pass(Duration.ofMinutes(1));
    }
    track();
    WatchedLane.rest(relayer.confirm(LANE));
    assertThat(scene.executed(LANE).nonce()).isEqualTo(scene.database().row(LANE).log().size());
  }

  /** Somebody else's transaction under our signer's next nonce. */
  private SimulatedTransaction useKeyElsewhere() {
    long nonce = chain.state().tip().nonce(SIGNER);
    SignedTransaction foreign = scene.key(SIGNER).empty(nonce, new Fees.Dynamic(500, 500));
    return scene.key(SIGNER).read(foreign.bytes());
  }

  @Test
  void seesATransactionThroughUntilItsNonceIsUsedAtFinality() {
    relayer.submit(LANE).step();
    assertThat(submission(0).transaction()).isEqualTo(new TransactionState.Pending());

    scene.mineAndProve();
    track();
    assertThat(submission(0).transaction()).isInstanceOf(TransactionState.Included.class);
    assertThat(submission(0).isLive()).isTrue();

    chain.makeFinal();
    track();
    assertThat(submission(0).transaction()).isInstanceOf(TransactionState.Final.class);
    assertThat(submission(0).isLive()).isTrue();

    WatchedLane.rest(relayer.confirm(LANE));
    assertThat(submission(0).state()).isEqualTo(new IntentState.Spent());
  }

  @Test
  void whatACrashKeptFromGoingOutIsSent() {
    scene.effects().crashAfter(1);
    assertThatThrownBy(() -> relayer.submit(LANE).step()).isInstanceOf(Crash.class);
    scene.effects().neverCrash();
    assertThat(chain.state().pool()).isEmpty();

    relayer = scene.relayer("a, again");
    track();

    assertThat(chain.state().pool()).hasSize(1);
    deliverEverything();
    assertThat(scene.database().rows().submissions()).hasSize(1);
  }

  @Test
  void whatTheNodesForgotIsSentAgain() {
    relayer.submit(LANE).step();
    chain.losePool();

    track();

    assertThat(chain.state().pool()).hasSize(1);
  }

  @Test
  void whatAReorgTookOutIsSentAgainUnderItsNonce() {
    relayer.submit(LANE).step();
    scene.mineAndProve();
    track();
    WatchedLane.rest(relayer.confirm(LANE));
    assertThat(submission(0).state()).isEqualTo(new IntentState.Spent());

    chain.reorg();
    chain.losePool();
    scene.prove();
    WatchedLane.rest(relayer.confirm(LANE));
    track();

    assertThat(submission(0).isLive()).isTrue();
    assertThat(submission(0).transaction()).isInstanceOf(TransactionState.Vanished.class);
    assertThat(incidents()).containsExactly(Incident.Kind.DELIVERY_REGRESSED);
    deliverEverything();
    assertThat(scene.database().rows().submissions()).hasSize(1);
    assertThat(submission(0).attempts()).hasSize(1);
  }

  @Test
  void aRevertIsExplainedAndItsRangeIsFree() {
    chain.pauseGateway(true);
    relayer.submit(LANE).step();
    scene.mineAndProve();
    track();

    assertThat(submission(0).state())
        .isInstanceOfSatisfying(
            IntentState.Reverted.class,
            reverted -> assertThat(reverted.revert().error()).isEqualTo("LaneIsPaused"));
    assertThat(submission(0).isOpen()).isTrue();

    chain.pauseGateway(false);
    deliverEverything();
    assertThat(incidents()).isEmpty();
  }

  @Test
  void thirdRevertAlikeIsAnIncident() {
    chain.pauseGateway(true);
    for (int i = 0; i < 4; i++) {
      scene.clock().pass(Duration.ofMinutes(2));
      relayer.submit(LANE).step();
      scene.mineAndProve();
      track();
    }

    assertThat(incidents()).containsExactly(Incident.Kind.DELIVERY_REVERTED);
    assertThat(scene.database().rows().submissions()).hasSize(4);
  }

  @Test
  void whatWaitsTooLongIsReplacedForMore() {
    relayer.submit(LANE).step();
    Fees first = submission(0).newest().transaction().fees();

    relayer.track().step();
    assertThat(submission(0).attempts()).hasSize(1);
    scene.clock().pass(Duration.ofSeconds(30));
    relayer.track().step();

    assertThat(submission(0).attempts()).hasSize(2);
    assertThat(submission(0).newest().transaction().fees().maxWei() * 10)
        .isGreaterThanOrEqualTo(first.maxWei() * 11);
    assertThat(chain.state().pool())
        .map(SimulatedTransaction::hash)
        .containsExactly(submission(0).newest().transaction().hash());
    deliverEverything();
    assertThat(scene.database().rows().submissions()).hasSize(1);
  }

  /** Whichever of its transactions is mined. */
  @Test
  void anOlderAttemptMayBeTheOneThatIsMined() {
    relayer.submit(LANE).step();
    SimulatedTransaction first = chain.state().pool().getFirst();
    scene.clock().pass(Duration.ofSeconds(30));
    relayer.track().step();

    chain.losePool();
    chain.take(first);
    scene.mineAndProve();
    track();

    assertThat(submission(0).transaction())
        .isInstanceOfSatisfying(
            TransactionState.Included.class,
            included -> assertThat(included.receipt().transaction()).isEqualTo(first.hash()));
  }

  @Test
  void underpricedIsReplacedAtOnce() {
    relayer.submit(LANE).step();
    chain.losePool();
    chain.ask(new FeeQuote(100, 1));

    relayer.track().step();

    assertThat(submission(0).attempts()).hasSize(2);
    assertThat(submission(0).newest().transaction().fees().maxWei()).isGreaterThanOrEqualTo(100);
    assertThat(chain.state().pool()).hasSize(1);
  }

  @Test
  void theCapIsTheEndOfBidding() {
    scene.fees = new FeePolicy(false, 21, 1, 10, Duration.ofSeconds(30));
    relayer.submit(LANE).step();
    chain.losePool();
    chain.ask(new FeeQuote(100, 1));

    Step step = relayer.track().step();

    assertThat(step)
        .isInstanceOfSatisfying(
            Step.Blocked.class, blocked -> assertThat(blocked.why()).contains("the cap"));
    assertThat(submission(0).attempts()).hasSize(1);
    assertThat(submission(0).isLive()).isTrue();
  }

  @Test
  void legacyChainsAreBidForWithOnePrice() {
    scene.fees = new FeePolicy(true, 1_000, 1, 10, Duration.ofSeconds(30));
    relayer.submit(LANE).step();
    scene.clock().pass(Duration.ofSeconds(30));
    relayer.track().step();

    assertThat(submission(0).attempts())
        .map(attempt -> attempt.transaction().fees())
        .containsExactly(new Fees.Legacy(11), new Fees.Legacy(13));
  }

  @Test
  void insufficientFundsAreSaidAndNothingIsLost() {
    relayer.submit(LANE).step();
    chain.losePool();
    chain.answer(_ -> Optional.of(new Broadcast.InsufficientFunds("has 1, needs 2")));

    assertThat(relayer.track().step())
        .isInstanceOfSatisfying(
            Step.Blocked.class, blocked -> assertThat(blocked.why()).contains("fund signer"));

    chain.answer(_ -> Optional.empty());
    deliverEverything();
  }

  @Test
  void whatOthersHaveDeliveredIsReplacedByAnEmptyTransaction() {
    relayer.submit(LANE).step();
    SimulatedTransaction own = chain.state().pool().getFirst();
    SimulatedSigner stranger = scene.key(DeliveryScene.signer(3));
    SignedTransaction theirs =
        stranger.sign(own.call().orElseThrow(), 0, 1_000_000, new Fees.Dynamic(50, 1));
    chain.mineForeign(stranger.read(theirs.bytes()));
    scene.prove();
    WatchedLane.rest(relayer.confirm(LANE));

    relayer.track().step();

    assertThat(submission(0).newest().empty()).isTrue();
    assertThat(chain.state().pool()).map(one -> one.call().isEmpty()).containsExactly(true);
    deliverEverything();
    assertThat(submission(0).state()).isEqualTo(new IntentState.Spent());
    assertThat(submission(0).isOpen()).isFalse();
  }

  @Test
  void aPausedLanesTransactionsAreGivenUp() {
    relayer.submit(LANE).step();
    scene.pauses().pause(LANE);
    relayer.track().step();
    scene.mineAndProve();
    track();

    assertThat(scene.executed(LANE).nonce()).isZero();
    assertThat(submission(0).state()).isEqualTo(new IntentState.Cancelled());

    scene.pauses().resume(LANE);
    deliverEverything();
  }

  @Test
  void aPausedDaemonOnlyLooks() {
    relayer.submit(LANE).step();
    chain.losePool();
    scene.pauses().pauseDaemon(true);
    scene.clock().pass(Duration.ofHours(1));

    track();

    assertThat(chain.state().pool()).isEmpty();
    assertThat(submission(0).attempts()).hasSize(1);
  }

  @Test
  void aNonceThatAStrangerUsedEndsItsIntentAtFinality() {
    relayer.submit(LANE).step();
    chain.mineForeign(useKeyElsewhere());
    scene.prove();
    track();
    assertThat(submission(0).isLive()).isTrue();

    chain.makeFinal();
    track();

    assertThat(submission(0).state()).isEqualTo(new IntentState.Foreign());
    assertThat(submission(0).transaction()).isEqualTo(new TransactionState.Taken());
    assertThat(incidents()).contains(Incident.Kind.SIGNER_DRIFTED);
    deliverEverything();
  }

  @Test
  void goesOnFromTheChainWhenTheKeyWasUsedElsewhere() {
    relayer.submit(LANE).step();
    scene.mineAndProve();
    chain.mineForeign(useKeyElsewhere());
    chain.mineForeign(useKeyElsewhere());

    track();

    assertThat(scene.database().row(SIGNER).next()).isEqualTo(3);
    scene.send(LANE, 2);
    deliverEverything();
  }

  @Test
  void aDatabaseFromABackupGoesOnFromTheChain() {
    Rows backup = scene.database().rows();
    relayer.submit(LANE).step();
    scene.mineAndProve();
    scene.database().restore(backup);
    scene.send(LANE, 2);
    scene.prove();
    relayer = scene.relayer("a");

    deliverEverything();

    assertThat(chain.state().tip().gateway().delivered().values()).containsOnly(1);
  }

  /** What it had sent is still in the pool, under the nonce that is signed for again. */
  @Test
  void aDatabaseFromABackupMeetsItsOwnTransactionInThePool() {
    Rows backup = scene.database().rows();
    relayer.submit(LANE).step();
    scene.database().restore(backup);
    scene.send(LANE, 2);
    relayer = scene.relayer("a");

    deliverEverything();

    assertThat(chain.state().tip().gateway().delivered().values()).containsOnly(1);
  }

  @Test
  void aGapIsFilled() {
    chain.mineForeign(useKeyElsewhere());
    track();
    chain.reorg();
    chain.losePool();
    relayer.submit(LANE).step();
    scene.mineAndProve();
    assertThat(scene.executed(LANE).nonce()).isZero();

    track();
    scene.mineAndProve();

    assertThat(submission(1).intent()).isEqualTo(new Intent.Fill());
    assertThat(scene.executed(LANE).nonce()).isEqualTo(1);
    deliverEverything();
  }

  @Test
  void aHiddenReceiptCostsTimeAndNothingElse() {
    relayer.submit(LANE).step();
    scene.mineAndProve();
    chain.makeFinal();
    scene.prove();
    chain.hideReceipts(true);

    track();
    WatchedLane.rest(relayer.confirm(LANE));

    assertThat(submission(0).state()).isEqualTo(new IntentState.Foreign());
    assertThat(relayer.submit(LANE).step()).isInstanceOf(Step.Idle.class);
    assertThat(scene.database().row(LANE).delivered().nonce()).isEqualTo(1);
  }

  @Test
  void aRelayerThatLostItsLeaseWritesNothing() {
    relayer.submit(LANE).step();
    scene.mineAndProve();
    scene.relayer("b");
    Rows before = scene.database().rows();

    assertThatThrownBy(() -> relayer.track().step()).isInstanceOf(StaleLease.class);

    assertThat(scene.database().rows()).isEqualTo(before);
  }
}

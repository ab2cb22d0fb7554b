package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.stage.FinalizeLane;
import io.lockstep.core.stage.Step;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneHead;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinalizeLaneTest {
  private final WatchedLane lane = new WatchedLane(2, 3);
  private final SimulatedChain chain = lane.chain();
  private final InMemoryLaneStore store = lane.store();

  private void mineAndObserve(long first, long last) {
    chain.mine(SampleMessages.of(first, last));
    WatchedLane.rest(lane.observe());
  }

  private Step finalizing() {
    return WatchedLane.rest(lane.finalizing());
  }

  @Test
  void waitsForFinality() {
    mineAndObserve(1, 3);

    assertThat(finalizing()).isInstanceOf(Step.Idle.class);
    assertThat(store.log()).isEmpty();

    chain.finalizeThrough(1);
    assertThat(finalizing()).isEqualTo(new Step.Idle("nothing proven is waiting"));
    assertThat(store.log())
        .map(sighting -> sighting.message())
        .containsExactlyElementsOf(SampleMessages.of(1, 3));
  }

  @Test
  void takesTheNewestProofThatIsFinal() {
    mineAndObserve(1, 1);
    mineAndObserve(2, 2);
    mineAndObserve(3, 3);
    chain.finalizeThrough(2);

    assertThat(finalizing()).isInstanceOf(Step.Idle.class);

    assertThat(store.finalPosition().head().nonce()).isEqualTo(2);
    assertThat(store.proofs()).hasSize(1);
  }

  /** A quiet lane tells it too, and a reorg takes it back. */
  @Test
  void whatIsExecutedOfThePairedLaneBecomesFinalWithItsBlock() {
    LaneHead executed = new LaneHead(4, Keccak256.ofText("executed"));
    LaneHead lost = new LaneHead(5, Keccak256.ofText("lost in a reorg"));
    chain.mine(List.of(), executed);
    chain.mine(SampleMessages.of(1, 1));
    chain.mine(List.of(), lost);
    WatchedLane.rest(lane.observe());
    chain.drop(1);
    chain.mine(List.of());
    chain.mine(List.of());
    chain.finalizeThrough(4);
    lane.settle();

    assertThat(store.finalPosition().head().nonce()).isEqualTo(1);
    assertThat(store.finalPosition().pairedInbound()).isEqualTo(executed);
  }

  @Test
  void oneProviderIsNoQuorum() {
    mineAndObserve(1, 3);
    chain.finalizeThrough(1);
    lane.provider(0).behave(Behaviour.SILENT);
    lane.provider(1).behave(Behaviour.SILENT);

    assertThat(finalizing())
        .isInstanceOfSatisfying(
            Step.Blocked.class,
            blocked ->
                assertThat(blocked.why()).contains("provider-a is silent", "2 of 3 providers"));
    assertThat(store.log()).isEmpty();
  }

  @Test
  void oneLiarMakesNothingFinal() {
    mineAndObserve(1, 3);
    lane.provider(0).behave(Behaviour.CALLS_ALL_FINAL);

    assertThat(finalizing()).isInstanceOf(Step.Idle.class);
    assertThat(store.log()).isEmpty();
  }

  /** Otherwise the provider that is read from could keep a lane silent for ever. */
  @Test
  void aProviderOnABranchOfItsOwnWithoutMessagesIsLeft() {
    SimulatedChain branch = chain.fork();
    lane.provider(0).follow(branch);
    chain.mine(SampleMessages.of(1, 3));
    branch.mine(List.of());
    for (int i = 0; i < 70; i++) {
      chain.mine(List.of());
      branch.mine(List.of());
      WatchedLane.rest(lane.observe());
    }
    chain.finalizeThrough(60);
    branch.finalizeThrough(60);
    assertThat(store.proofs()).isEmpty();

    assertThat(lane.finalizing().step()).isInstanceOf(Step.Moved.class);
    WatchedLane.rest(lane.observe());
    chain.finalizeThrough(71);
    lane.settle();

    assertThat(store.finalPosition().head().nonce()).isEqualTo(3);
    assertThat(store.incidents())
        .singleElement()
        .satisfies(incident -> {
          assertThat(incident.kind()).isEqualTo(Incident.Kind.PROVIDERS_DISAGREE);
          assertThat(incident.text()).contains("provider-a has block 60");
        });
  }

  @Test
  void aQuietLaneOnTheRightBranchIsComparedOnceInAWhile() {
    for (int i = 0; i < 200; i++) {
      chain.mine(List.of());
    }
    WatchedLane.rest(lane.observe());
    chain.finalizeThrough(190);
    FinalizeLane stage = lane.finalizing();

    assertThat(stage.step()).isEqualTo(new Step.Idle("nothing proven is waiting"));
    assertThat(store.incidents()).isEmpty();
    lane.providers().forEach(provider -> provider.behave(Behaviour.SILENT));
    assertThat(stage.step()).as("asks nobody").isInstanceOf(Step.Idle.class);
    assertThat(lane.finalizing().step()).as("asks again").isInstanceOf(Step.Blocked.class);
  }

  /** It was proven on a branch that lost. */
  @Test
  void whatTheQuorumReplacedIsTakenBack() {
    mineAndObserve(1, 1);
    chain.mine(SampleMessages.of(2, 2));
    SimulatedChain lost = chain.fork();
    lost.drop(1);
    lost.mine(SampleMessages.of(77, 78));
    lane.provider(0).follow(lost);
    WatchedLane.rest(lane.observe());
    assertThat(store.observed().head()).isEqualTo(lost.tip().head());
    chain.finalizeThrough(2);

    finalizing();

    assertThat(store.log())
        .map(sighting -> sighting.message())
        .containsExactly(SampleMessages.of(1));
    assertThat(store.incidents()).map(Incident::kind).containsExactly(Incident.Kind.REORG);
  }

  @Test
  void brokenFinalityHaltsTheLane() {
    mineAndObserve(1, 3);
    mineAndObserve(4, 5);
    chain.finalizeThrough(2);
    finalizing();
    chain.drop(2);
    chain.mine(SampleMessages.of(9, 9));
    chain.mine(List.of());
    chain.mine(List.of());

    assertThat(WatchedLane.rest(lane.observe())).isInstanceOf(Step.Halted.class);

    assertThat(store.halted()).isPresent();
    assertThat(store.incidents())
        .map(Incident::kind)
        .containsExactly(Incident.Kind.FINALITY_BROKEN);
    assertThat(store.log()).as("what was believed stays on record").hasSize(5);
  }
}

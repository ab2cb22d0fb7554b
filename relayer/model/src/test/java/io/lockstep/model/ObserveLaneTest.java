package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.stage.ObserveLane;
import io.lockstep.core.stage.Step;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObserveLaneTest {
  private final WatchedLane lane = new WatchedLane(2, 3);
  private final SimulatedChain chain = lane.chain();
  private final InMemoryLaneStore store = lane.store();

  @BeforeEach
  void someMessages() {
    chain.mine(SampleMessages.of(1, 2));
    chain.mine(List.of());
    chain.mine(SampleMessages.of(3, 3));
  }

  private void assertSeenWhole() {
    assertThat(store.observed().head()).isEqualTo(chain.tip().head());
    assertThat(store.observed().readThrough()).isEqualTo(chain.tip().id());
    assertThat(store.observed().unprovenFrom()).isEmpty();
  }

  private Step observe() {
    return WatchedLane.rest(lane.observe());
  }

  @Test
  void seesAndProvesWhatWasAppended() {
    assertThat(observe()).isInstanceOf(Step.Idle.class);

    assertSeenWhole();
    assertThat(store.proofs()).map(ProvenLane::outbound).containsExactly(chain.tip().head());
    assertThat(store.log()).as("nothing is final yet").isEmpty();
  }

  @Test
  void keepsOneProofForEachHead() {
    observe();
    chain.mine(List.of());
    observe();
    chain.mine(SampleMessages.of(4, 9));
    observe();

    assertSeenWhole();
    assertThat(store.proofs()).hasSize(2);
  }

  @Test
  void readsALongWayInParts() {
    for (int i = 0; i < 100; i++) {
      chain.mine(SampleMessages.of(4 + i, 4 + i));
    }

    assertThat(lane.observe().step()).isInstanceOf(Step.Moved.class);
    assertThat(store.observed().unprovenFrom()).containsExactly("provider-a");
    observe();

    assertSeenWhole();
    assertThat(store.proofs()).hasSize(1);
    assertThat(store.sightings()).hasSize(103);
  }

  @Test
  void provesEachPageNearTheTipSoThatItCanBeFinalBeforeTheRestIsRead() {
    lane.provider(0).limitPages(1);

    lane.observe().step();

    assertThat(store.observed().readThrough()).isEqualTo(block(1));
    assertThat(store.observed().unprovenFrom()).isEmpty();
    chain.finalizeThrough(1);
    WatchedLane.rest(lane.finalizing());
    assertThat(store.finalPosition().block()).isEqualTo(block(1));

    observe();

    assertSeenWhole();
    assertThat(store.proofs()).map(ProvenLane::block).containsExactly(block(3));
  }

  @Test
  void readsPagesUnprovenWhereTheNodeKeepsNoState() {
    lane.provider(0).limitPages(1);
    lane.provider(0).keepStates(0);

    lane.observe().step();

    assertThat(store.observed().unprovenFrom()).containsExactly("provider-a");
    observe();

    assertSeenWhole();
    assertThat(store.proofs()).map(ProvenLane::block).containsExactly(block(3));
  }

  @ParameterizedTest
  @EnumSource(names = {"INVENTS_LOGS", "ALTERS_LOGS"})
  void aLieInAPageIsFoundAtItsEnd(Behaviour lie) {
    lane.provider(0).limitPages(1);
    lane.provider(0).behave(lie);

    lane.observe().step();

    assertThat(lane.source().disproved())
        .singleElement()
        .satisfies(proof -> assertThat(proof.proven().block()).isEqualTo(block(1)));
    assertThat(store.sightings()).isEmpty();
  }

  private BlockId block(long number) {
    return chain.find(number).orElseThrow().id();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void takesBackWhatAReorgTook(int depth) {
    observe();
    chain.drop(depth);
    chain.mine(SampleMessages.of(50, 51));
    for (int i = 0; i < depth; i++) {
      chain.mine(List.of());
    }

    observe();

    assertSeenWhole();
    assertThat(store.incidents()).map(Incident::kind).containsExactly(Incident.Kind.REORG);
  }

  @Test
  void aReorgCostsOnlyWhatItTook() {
    observe();
    ProvenLane kept = store.proofs().getFirst();
    chain.mine(SampleMessages.of(4, 4));
    observe();
    chain.drop(1);
    chain.mine(SampleMessages.of(60, 60));
    chain.mine(List.of());

    observe();

    assertSeenWhole();
    assertThat(store.proofs()).hasSize(2).contains(kept);
  }

  @Test
  void providerThatLagsIsTurnedFrom() {
    observe();
    lane.provider(0).fallBehind(2);

    assertThat(observe()).isInstanceOf(Step.Blocked.class);
    assertThat(lane.source().provider().name()).isEqualTo("provider-b");
    assertThat(observe()).isInstanceOf(Step.Idle.class);
    assertSeenWhole();
    assertThat(store.incidents()).as("nothing was lost").isEmpty();
  }

  @Test
  void providerOnAnotherBranchTakesBackNothingFinal() {
    observe();
    chain.finalizeThrough(chain.tip().id().number());
    WatchedLane.rest(lane.finalizing());
    SimulatedChain other = new SimulatedChain(WatchedLane.LANE);
    for (int i = 0; i < 9; i++) {
      other.mine(SampleMessages.of(90, 90));
    }
    lane.provider(0).follow(other);

    assertThat(observe()).isInstanceOf(Step.Blocked.class);
    assertThat(store.halted()).isEmpty();
    observe();
    assertSeenWhole();
  }

  /** Its header is of one branch and its logs are of another, and it is honest. */
  @Test
  void severalNodesBehindOneAddressAreNoLiar() {
    SimulatedChain other = chain.fork();
    chain.mine(SampleMessages.of(4, 5));
    other.mine(SampleMessages.of(80, 81));
    lane.provider(0).readLogsFrom(other);

    lane.settle();

    assertThat(lane.source().disproved()).isEmpty();
    assertSeenWhole();
    assertThat(store.incidents()).isEmpty();
  }

  /** A branch of one provider's own, without a message, higher than the chain has ever been. */
  @ParameterizedTest
  @ValueSource(ints = {100, 5_000})
  void nobodyReadsToAHeightThatOneProviderInvented(int invented) {
    observe();
    SimulatedChain sky = chain.fork();
    for (int i = 0; i < invented; i++) {
      sky.mine(List.of());
    }
    lane.provider(0).follow(sky);
    chain.mine(SampleMessages.of(4, 6));

    assertThat(lane.observe().step())
        .isInstanceOfSatisfying(
            Step.Blocked.class,
            blocked ->
                assertThat(blocked.why()).contains("provider-a", "has come no further than 4"));
    lane.settle();

    assertSeenWhole();
    assertThat(store.incidents()).isEmpty();
  }

  /** The same, a few blocks at a time. */
  @Test
  void nobodyWaitsForAHeightThatOneProviderInvented() {
    observe();
    SimulatedChain sky = chain.fork();
    lane.provider(0).follow(sky);
    for (int i = 0; i < 100; i++) {
      sky.mine(List.of());
      observe();
    }
    assertThat(store.observed().readThrough()).isEqualTo(sky.tip().id());
    lane.provider(0).behave(Behaviour.SILENT);
    chain.mine(SampleMessages.of(4, 6));

    lane.settle();

    assertSeenWhole();
    assertThat(store.incidents())
        .map(Incident::kind)
        .containsExactly(Incident.Kind.PROVIDERS_DISAGREE);
  }

  /** Each change costs a reading and an incident, which is kept for ever. */
  @Test
  void whoseChainChangesAllTheTimeIsTurnedFrom() {
    ObserveLane stage = lane.observe();
    for (int i = 0; i < 50; i++) {
      SimulatedChain branch = chain.fork();
      branch.drop(1);
      branch.mine(SampleMessages.of(50 + i, 50 + i));
      lane.provider(0).follow(branch);
      stage.step();
      stage.step();
    }

    assertThat(lane.source().provider().name()).isNotEqualTo("provider-a");
    assertThat(store.incidents()).hasSizeLessThan(15);
    lane.settle();
    assertSeenWhole();
  }

  /** What is a little higher than the others know is waited for. */
  @Test
  void aLittleLeadIsNotTakenBack() {
    for (int i = 0; i < 20; i++) {
      chain.mine(List.of());
    }
    lane.provider(1).fallBehind(20);
    lane.provider(2).fallBehind(20);
    observe();
    lane.provider(0).behave(Behaviour.SILENT);

    assertThat(observe()).isInstanceOf(Step.Blocked.class);

    assertThat(store.incidents()).isEmpty();
    assertSeenWhole();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HIDES_LOGS", "INVENTS_LOGS", "ALTERS_LOGS", "DUPLICATES_LOGS", "REORDERS_LOGS"})
  void liesAboutLogsMoveNothing(Behaviour lie) {
    lane.provider(0).behave(lie);
    chain.mine(SampleMessages.of(4, 6));

    lane.settle();

    assertSeenWhole();
    assertThat(store.sightings())
        .map(sighting -> sighting.message())
        .containsExactlyElementsOf(SampleMessages.of(1, 6));
    assertThat(lane.source().provider().name()).isNotEqualTo("provider-a");
  }

  @ParameterizedTest
  @EnumSource(names = {"INVENTS_LOGS", "ALTERS_LOGS"})
  void whoSaysWhatItsOwnHeaderDisprovesIsQuarantined(Behaviour lie) {
    lane.provider(0).behave(lie);

    lane.settle();

    assertThat(lane.source().disproved())
        .hasSize(1)
        .allSatisfy(proof -> {
          assertThat(proof.provider()).isEqualTo("provider-a");
          assertThat(proof.proven().outbound()).isEqualTo(chain.tip().head());
        });
  }

  /** A node's logs may lag behind its own head, which is no lie. */
  @Test
  void whoHidesLogsIsTurnedFromOnly() {
    lane.provider(0).behave(Behaviour.HIDES_LOGS);

    lane.settle();

    assertThat(lane.source().disproved()).isEmpty();
    assertSeenWhole();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HIDES_LOGS", "INVENTS_LOGS", "ALTERS_LOGS", "DUPLICATES_LOGS", "REORDERS_LOGS"})
  void liesOnALongWayAreFoundAtItsEnd(Behaviour lie) {
    for (int i = 0; i < 100; i++) {
      chain.mine(SampleMessages.of(4 + i, 4 + i));
    }
    lane.provider(0).behave(lie);
    lane.provider(1).behave(lie);

    lane.settle();

    assertSeenWhole();
    assertThat(store.sightings())
        .map(sighting -> sighting.message())
        .containsExactlyElementsOf(SampleMessages.of(1, 103));
  }

  /** Of two that told the way together, nobody knows who lied. */
  @Test
  void isNotBlamedForWhatAnotherTold() {
    for (int i = 0; i < 40; i++) {
      chain.mine(SampleMessages.of(4 + i, 4 + i));
    }
    lane.provider(0).behave(Behaviour.ALTERS_LOGS);
    lane.observe().step();
    lane.source().turnFrom("provider-a", "for the test");

    lane.settle();

    assertSeenWhole();
    assertThat(lane.source().disproved()).isEmpty();
    assertThat(store.incidents()).map(Incident::kind).contains(Incident.Kind.PROVIDERS_DISAGREE);
  }

  @Test
  void doesNothingWhileHalted() {
    store.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "as the test wants it"));

    assertThat(lane.observe().step()).isEqualTo(new Step.Halted("as the test wants it"));
    assertThat(lane.finalizing().step()).isEqualTo(new Step.Halted("as the test wants it"));
    assertThat(store.sightings()).isEmpty();
  }
}

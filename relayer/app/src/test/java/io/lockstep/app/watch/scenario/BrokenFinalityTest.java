package io.lockstep.app.watch.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.config.FinalityConfig;
import io.lockstep.app.watch.scenario.Life.Variant;
import io.lockstep.app.watch.scenario.Records.Kept;
import io.lockstep.chain.local.LocalChain.Snapshot;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.port.LaneStore;
import io.lockstep.core.stage.Step;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.decision.Decisions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Row 24, beyond finality: what was final is on the chain no more. The lane halts, durably, and
 * only an operator's recorded decision lets it go on.
 */
@ExtendWith(SharedScene.class)
class BrokenFinalityTest {
  private static final FinalityConfig FINALITY = new FinalityConfig.Depth(1);

  private static Life begin(Ground ground, Records records, Variant variant) {
    return Life.begin(ground.lane(), ground.watched(FINALITY), records, variant);
  }

  /** Two messages are final, and what comes above them is not. */
  private static void makeSomethingFinal(Ground ground, Life life, int blocksAbove) {
    ground.append(2);
    life.observe();
    ground.mine(blocksAbove);
    life.settle();
  }

  private static void assertHalted(Life life) {
    assertThat(life.observe()).isInstanceOf(Step.Halted.class);
    assertThat(life.finalizing()).isInstanceOf(Step.Halted.class);
  }

  // Reorgs

  static Stream<Arguments> depthsAndChains() {
    return IntStream.of(2, 64, 157, 256)
        .boxed()
        .flatMap(depth -> IntStream.of(0, 1).mapToObj(chain -> Arguments.of(depth, chain)));
  }

  @ParameterizedTest(name = "{0} blocks, chain {1} of both")
  @MethodSource("depthsAndChains")
  void laneHaltsAndItsNeighbourDoesNot(int depth, int chain, Scene scene) {
    Ground ground = scene.both().get(chain);
    Ground neighbour = scene.both().get(1 - chain);
    Snapshot fork = ground.fork();
    try (Records records = scene.recordsOf(ground);
        Records beside = scene.recordsOf(neighbour)) {
      List<Kept> kept;
      try (Life life = begin(ground, records, Variant.USUAL)) {
        makeSomethingFinal(ground, life, depth - 1);
        kept = records.finalMessages();
        assertThat(kept).hasSize(Math.toIntExact(ground.log().lastNonce()));
        ground.backTo(fork);
        ground.append(1);
        ground.mine(depth + 1);
        assertHalted(life);
      }

      try (Life again = begin(ground, records, Variant.USUAL)) {
        assertHalted(again);
      }
      assertThat(records.finalMessages()).isEqualTo(kept);
      assertThat(records.openHalts()).hasSize(1);
      assertThat(records.incidents()).containsExactly(Incident.Kind.FINALITY_BROKEN);

      try (Life life = begin(neighbour, beside, Variant.USUAL)) {
        makeSomethingFinal(neighbour, life, 1);
      }
      Whole.assertWhole(neighbour, beside, "the neighbour");
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void laneHaltsAtEveryMoment(Moment moment, Scene scene) {
    Ground ground = scene.there();
    Snapshot fork = ground.fork();
    try (Records records = scene.recordsOf(ground)) {
      List<Kept> kept;
      try (Life life = begin(ground, records, Variant.USUAL)) {
        makeSomethingFinal(ground, life, 1);
        kept = records.finalMessages();
      }
      ground.append(1);
      ground.mine(8);
      ground.append(1);
      Moment.Once reorg =
          new Moment.Once(
              moment,
              () -> {
                ground.backTo(fork);
                ground.append(3);
                ground.mine(20);
              });
      try (Life life =
          begin(ground, records, Variant.watchedBy(new Calls(reorg.arm())).inStepsOf(3))) {
        life.settle();
        ground.mine(1);
        life.settle();
        assertThat(reorg.happened()).isTrue();
        assertHalted(life);
      }
      assertThat(records.finalMessages()).startsWith(kept.toArray(Kept[]::new));
      assertThat(records.incidents())
          .contains(Incident.Kind.FINALITY_BROKEN)
          .isSubsetOf(Incident.Kind.FINALITY_BROKEN, Incident.Kind.REORG);
    }
  }

  // Decisions

  /** A lane with something final, whose providers then agree on another branch for a while. */
  private static AnotherBranch breakFinality(Ground ground, Records records) {
    AnotherBranch branch = new AnotherBranch(ground.height());
    try (Life life = begin(ground, records, Variant.USUAL)) {
      makeSomethingFinal(ground, life, 1);
    }
    ground.append(1);
    ground.mine(1);
    return branch;
  }

  private static Variant on(AnotherBranch branch) {
    return new Variant(store -> store, branch::of, Variant.USUAL.blocksPerStepMax());
  }

  private static void lift(Records records) {
    try (Database database = records.openAs(Role.OPERATOR)) {
      new Decisions(database, "ann").liftHalt(records.openHalts().getFirst(), "the fork is over");
    }
  }

  @Test
  void onlyADecisionEndsTheHalt(Scene scene) {
    Ground ground = scene.there();
    try (Records records = scene.recordsOf(ground)) {
      AnotherBranch branch = breakFinality(ground, records);
      try (Life life = begin(ground, records, on(branch))) {
        assertHalted(life);
        branch.end();
        assertHalted(life);
      }
      try (Life again = begin(ground, records, Variant.USUAL)) {
        assertHalted(again);

        lift(records);

        again.settle();
        ground.mine(1);
        again.settle();
      }
      Whole.assertWhole(ground, records, "after the decision");
      assertThat(records.decisions()).containsExactly("ann: the fork is over");
      assertThat(records.incidents()).containsExactly(Incident.Kind.FINALITY_BROKEN);
    }
  }

  @Test
  void aDecisionDoesNotMendAChain(Scene scene) {
    Ground ground = scene.there();
    try (Records records = scene.recordsOf(ground)) {
      AnotherBranch branch = breakFinality(ground, records);
      List<Kept> kept = records.finalMessages();
      try (Life life = begin(ground, records, on(branch))) {
        assertHalted(life);
        lift(records);
        assertHalted(life);
      }
      assertThat(records.finalMessages()).isEqualTo(kept);
      assertThat(records.openHalts()).hasSize(1);
      assertThat(records.incidents())
          .containsExactly(Incident.Kind.FINALITY_BROKEN, Incident.Kind.FINALITY_BROKEN);
    }
  }

  /** A broken variant: it halts, and keeps that to itself. */
  @Test
  void aHaltThatIsNotKeptWouldEndByItself(Scene scene) {
    Ground ground = scene.there();
    try (Records records = scene.recordsOf(ground)) {
      AnotherBranch branch = breakFinality(ground, records);
      Variant forgetful =
          new Variant(
              store -> Replies.without("halt", LaneStore.class, store),
              branch::of,
              Variant.USUAL.blocksPerStepMax());
      try (Life life = begin(ground, records, forgetful)) {
        assertThat(life.observe()).isInstanceOf(Step.Halted.class);
        branch.end();
        life.settle();
        ground.mine(1);
        life.settle();
      }
      Whole.assertWhole(ground, records, "as if nothing had happened");
      assertThat(records.decisions()).isEmpty();
    }
  }
}

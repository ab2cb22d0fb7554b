package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.stage.Step;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Row 24: reorgs of 1 to 256 blocks, found by either stage first. Above finality all is taken back;
 * beyond it the lane halts, and what was final stays on record.
 */
class ReorgDepthsTest {
  private static final int DEPTH_MAX = 256;
  private static final int FINALITY = 100;

  private final WatchedLane lane = new WatchedLane(2, 3);
  private final SimulatedChain chain = lane.chain();
  private final InMemoryLaneStore store = lane.store();

  static Stream<Arguments> depths() {
    return IntStream.rangeClosed(1, DEPTH_MAX)
        .boxed()
        .flatMap(depth -> Stream.of(true, false).map(first -> Arguments.of(depth, first)));
  }

  @ParameterizedTest(name = "{0} blocks, observed first: {1}")
  @MethodSource("depths")
  void takesBackAboveFinalityAndHaltsBeyondIt(int depth, boolean observedFirst) {
    watchEveryTenth(DEPTH_MAX + 1);
    List<Sighting> before = store.log();
    long last = store.finalPosition().block().number();
    chain.drop(depth);
    appendEveryTenth(depth + 1);
    chain.finalizeThrough(chain.tip().id().number() - FINALITY);

    if (!observedFirst) {
      WatchedLane.rest(lane.finalizing());
    }
    lane.settle();

    if (last <= DEPTH_MAX + 1 - depth) {
      assertThat(store.halted()).isEmpty();
      assertThat(store.observed().head()).isEqualTo(chain.tip().head());
      assertThat(store.incidents()).map(Incident::kind).containsOnly(Incident.Kind.REORG);
    } else {
      assertThat(lane.observe().step()).isInstanceOf(Step.Halted.class);
      assertThat(lane.finalizing().step()).isInstanceOf(Step.Halted.class);
      assertThat(store.incidents()).map(Incident::kind).contains(Incident.Kind.FINALITY_BROKEN);
    }
    assertThat(store.log()).startsWith(before.toArray(Sighting[]::new));
  }

  private void watchEveryTenth(int blocks) {
    for (int i = 0; i < blocks; i += 10) {
      appendEveryTenth(Math.min(10, blocks - i));
      chain.finalizeThrough(Math.max(0, chain.tip().id().number() - FINALITY));
      lane.settle();
    }
  }

  private void appendEveryTenth(int blocks) {
    for (int i = 0; i < blocks; i++) {
      long number = chain.tip().id().number();
      chain.mine(number % 10 == 0 ? SampleMessages.of(number, number + 1) : List.of());
    }
  }
}

package io.lockstep.app.watch.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.FinalityConfig;
import io.lockstep.app.watch.scenario.Life.Variant;
import io.lockstep.chain.local.LocalChain.Snapshot;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.core.port.SourceChain;
import io.lockstep.testkit.Seed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Row 24, above finality: reorgs of 1 to 64 blocks, down to the very block that is final, in the
 * middle of every step. What vanished is taken back with an incident, what comes instead is read,
 * and nothing final changes.
 *
 * <p>Each depth meets one moment, another one from seed to seed; {@code -Dlockstep.reorgs=all} has
 * every depth meet every moment.
 */
@ExtendWith(SharedScene.class)
class ReorgTest {
  private static final int DEPTH_MAX = 64;

  /** The vanishing blocks are read in at least so many, if there are as many. */
  private static final int PARTS_MIN = 4;

  private static final List<Moment> MOMENTS = List.of(Moment.values());

  static Stream<Arguments> depthsAndMoments() {
    Seed seed = Seed.next();
    int turn = seed.random().nextInt(MOMENTS.size());
    boolean all = System.getProperty("lockstep.reorgs", "").equals("all");
    return IntStream.rangeClosed(1, DEPTH_MAX)
        .boxed()
        .flatMap(depth ->
            moments(all, depth + turn)
                .filter(moment -> moment.comesWithin(depth))
                .map(moment -> Arguments.of(depth, moment, seed)));
  }

  private static Stream<Moment> moments(boolean all, int turn) {
    return all ? MOMENTS.stream() : Stream.of(MOMENTS.get(turn % MOMENTS.size()));
  }

  @ParameterizedTest(name = "{0} blocks {1}, {2}")
  @MethodSource("depthsAndMoments")
  void whatVanishesIsTakenBackAndNothingFinalChanges(
      int depth, Moment moment, Seed seed, Scene scene) {
    Ground ground = scene.there();
    ChainConfig config = ground.watched(new FinalityConfig.Depth(depth));
    Deque<Snapshot> fork = new ArrayDeque<>();
    Moment.Once reorg =
        new Moment.Once(
            moment,
            () -> {
              ground.backTo(fork.pop());
              branch(ground, depth + 1);
            });
    try (Records records = scene.recordsOf(ground)) {
      ground.append(2);
      Variant interrupted =
          Variant.watchedBy(new Calls(reorg)).inStepsOf(Math.max(1, depth / PARTS_MIN));
      try (Life life = Life.begin(ground.lane(), config, records, interrupted)) {
        life.observe();
        fork.push(ground.fork());
        branch(ground, depth);
        reorg.arm();
        life.settle();
        assertThat(reorg.happened()).as("%s", moment).isTrue();
        life.settle();
        ground.mine(depth);
        life.settle();
      }

      Whole.assertWhole(ground, records, "%d blocks %s, %s".formatted(depth, moment, seed));
      assertThat(records.incidents()).isSubsetOf(Incident.Kind.REORG);
    }
  }

  /** So many blocks, of which the first and the last have a message. */
  private static void branch(Ground ground, int blocks) {
    ground.append(1);
    if (blocks > 2) {
      ground.mine(blocks - 2);
    }
    if (blocks > 1) {
      ground.append(1);
    }
  }

  /** A broken variant: a provider is believed to have whatever was read from it. */
  private static Variant trusting(Records records) {
    return new Variant(
        store -> store,
        chain ->
            Replies.of(
                SourceChain.class,
                chain,
                "provider",
                provider ->
                    Replies.of(
                        ChainProvider.class,
                        (ChainProvider) provider,
                        "blockAt",
                        _ -> Optional.of(records.readThrough()))),
        1);
  }

  @Test
  void withoutALookAtTheChainTheLaneWouldNeverMoveAgain(Scene scene) {
    Ground ground = scene.there();
    ChainConfig config = ground.watched(new FinalityConfig.Depth(4));
    try (Records records = scene.recordsOf(ground);
        Life life = Life.begin(ground.lane(), config, records, trusting(records))) {
      life.settle();
      Snapshot fork = ground.fork();
      branch(ground, 3);
      life.settle();
      ground.backTo(fork);
      branch(ground, 6);
      life.settle();
      ground.mine(4);
      life.settle();

      assertThat(records.finalMessages()).hasSizeLessThan((int) ground.log().lastNonce());
    }
  }
}

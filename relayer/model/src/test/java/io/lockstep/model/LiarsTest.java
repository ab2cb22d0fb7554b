package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Sighting;
import io.lockstep.protocol.Message;
import io.lockstep.testkit.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five providers, quorum four: whoever lies, and however, nothing false becomes final. */
class LiarsTest {
  private static final int CONFIGURED = 5;
  private static final int QUORUM = 4;
  private static final int STEPS = 400;

  static Stream<Arguments> subsetsAndBehaviours() {
    return IntStream.range(1, 1 << CONFIGURED)
        .boxed()
        .flatMap(subset ->
            Arrays.stream(Behaviour.values())
                .filter(behaviour -> behaviour != Behaviour.HONEST)
                .map(behaviour -> Arguments.of(subset, behaviour)));
  }

  private static WatchedLane laneWithLiars(int subset, Behaviour behaviour) {
    WatchedLane lane = new WatchedLane(QUORUM, CONFIGURED);
    for (int i = 0; i < CONFIGURED; i++) {
      if ((subset & (1 << i)) != 0) {
        lane.provider(i).behave(behaviour);
      }
    }
    return lane;
  }

  @ParameterizedTest
  @MethodSource("subsetsAndBehaviours")
  void upToThreeLiarsMakeNothingFalseFinal(int subset, Behaviour behaviour) {
    WatchedLane lane = laneWithLiars(subset, behaviour);
    SimulatedChain chain = lane.chain();
    chain.mine(SampleMessages.of(1, 4));
    chain.mine(SampleMessages.of(5, 5));
    lane.settle();
    chain.mine(SampleMessages.of(6, 8));
    chain.finalizeThrough(2);

    lane.settle();

    if (Integer.bitCount(subset) < QUORUM) {
      assertIsPrefix(lane, SampleMessages.of(1, 5));
    }
    if (confirming(lane) < QUORUM) {
      assertThat(lane.store().log()).as("fewer than four that may confirm").isEmpty();
    } else if (Integer.bitCount(subset) < QUORUM) {
      assertThat(lane.store().log()).as("one can be read from, four may confirm").hasSize(5);
    }
  }

  private static long confirming(WatchedLane lane) {
    return lane.providers().stream()
        .filter(provider -> provider.behaviour().namesTrueBlocks())
        .filter(provider ->
            lane.source().disproved().stream()
                .noneMatch(proof -> proof.provider().equals(provider.name())))
        .count();
  }

  private static void assertIsPrefix(WatchedLane lane, List<Message> truth) {
    assertThat(log(lane)).isEqualTo(truth.subList(0, Math.min(truth.size(), log(lane).size())));
  }

  /** Behaviours change from step to step, the chain reorganises above finality. */
  @Test
  void nothingFalseBecomesFinalOnAnyWalk() {
    Seed seed = Seed.next();
    Random random = seed.random();
    for (int walk = 0; walk < 60; walk++) {
      WatchedLane lane = new WatchedLane(QUORUM, CONFIGURED);
      for (int i = 0; i < STEPS; i++) {
        stepSomewhere(lane, random);
        assertLogIsCanonical(lane, seed);
      }
      lane.providers().forEach(provider -> provider.behave(Behaviour.HONEST));
      assertThat(lane.store().halted()).as("%s, walk %d", seed, walk).isEmpty();
    }
  }

  private static void stepSomewhere(WatchedLane lane, Random random) {
    SimulatedChain chain = lane.chain();
    long tip = chain.tip().id().number();
    switch (random.nextInt(6)) {
      case 0 -> chain.mine(SampleMessages.of(random.nextInt(1000), 1000));
      case 1 -> chain.mine(List.of());
      case 2 -> {
        if (tip > chain.finalHeight() + 3) {
          chain.drop(1 + random.nextInt(3));
          chain.mine(SampleMessages.of(2000, 2000 + random.nextInt(3)));
        }
      }
      case 3 -> chain.finalizeThrough(Math.max(chain.finalHeight(), tip - 4));
      case 4 -> changeBehaviours(lane, random);
      default -> tryStep(lane, random);
    }
  }

  private static void changeBehaviours(WatchedLane lane, Random random) {
    lane.providers().forEach(provider -> provider.behave(Behaviour.HONEST));
    Behaviour[] all = Behaviour.values();
    for (int liars = random.nextInt(QUORUM); liars > 0; liars--) {
      lane.provider(random.nextInt(CONFIGURED)).behave(all[random.nextInt(all.length)]);
    }
  }

  private static void tryStep(WatchedLane lane, Random random) {
    try {
      if (random.nextBoolean()) {
        lane.observe().step();
      } else {
        lane.finalizing().step();
      }
    } catch (SimulatedFailure e) {
      lane.source().turnFromCurrent(String.valueOf(e.getMessage()));
    }
  }

  private static void assertLogIsCanonical(WatchedLane lane, Seed seed) {
    long height = lane.chain().finalHeight();
    List<Message> canonical =
        lane.chain().between(0, height).stream()
            .flatMap(block -> block.messages().stream())
            .toList();
    int count = Math.min(canonical.size(), log(lane).size());
    assertThat(log(lane)).as("%s", seed).isEqualTo(canonical.subList(0, count));
  }

  private static List<Message> log(WatchedLane lane) {
    return lane.store().log().stream().map(Sighting::message).toList();
  }
}

package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.provider.fault.Fault;
import io.lockstep.chain.provider.fault.FaultProxy;
import io.lockstep.chain.provider.fault.Faults;
import io.lockstep.chain.provider.logs.LogLimits;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.stage.Step;
import io.lockstep.model.InMemoryLaneStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A lane followed over real sockets, with nobody in the way. */
@ExtendWith(SharedLane.class)
class FollowingTest {

  @Test
  void messagesAreSeenProvenAndFinal(SourceLane lane) {
    lane.send(3);
    try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).begin()) {
      assertThat(watch.observe()).isInstanceOf(Step.Idle.class);
      assertThat(watch.store().proofs()).hasSize(1);
      assertThat(watch.store().observed().head()).isEqualTo(lane.head());
      lane.mine(2);

      assertThat(watch.finalizing()).isInstanceOf(Step.Idle.class);

      assertThat(watch.store().finalPosition().head()).isEqualTo(lane.head());
      assertThat(watch.store().log().stream().map(Sighting::message))
          .isEqualTo(lane.truth().stream().map(MessageAppended::message).toList());
      assertThat(watch.health(0)).isInstanceOf(Health.Healthy.class);
    }
  }

  @Test
  void finalIsWhatTheChainCallsFinal(SourceLane lane) {
    lane.send(1);
    try (Watch watch =
        Watch.of(lane)
            .provider(lane.chain().endpoint())
            .finality(new FinalityPolicy.Finalized())
            .begin()) {
      watch.settle();
      assertThat(watch.finalMessages()).isEmpty();

      lane.mine(SharedLane.FINALITY);
      watch.settle();

      assertThat(watch.store().finalPosition().head()).isEqualTo(lane.head());
    }
  }

  /** Row 31: what a subscription or a poll cannot see in time is read all the same. */
  @Test
  void burstFasterThanAnyPollLosesNothing(SourceLane lane) {
    try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).begin()) {
      watch.settle();
      for (int i = 0; i < 100; i++) {
        lane.send(10);
      }
      watch.settle();
      lane.mine(2);
      watch.settle();

      assertThat(watch.finalMessages()).hasSize(1_001).hasSameSizeAs(lane.truth());
      assertThat(watch.store().finalPosition().head()).isEqualTo(lane.head());
    }
  }

  /** How far behind it begins can be set, because a chain of 100,000 blocks takes long to make. */
  @Test
  void lateStartReadsEverythingInPartsThatTheProviderTakes(SourceLane lane) {
    int late = Integer.getInteger("lockstep.lateBlocks", 1_200);
    lane.send(5);
    lane.mine(late);
    lane.send(5);
    try (FaultProxy proxy = FaultProxy.before(lane.chain().endpoint());
        Watch watch =
            Watch.of(lane)
                .provider(proxy.on("eth_getLogs", Lies.atMostBlocks(late / 20)).endpoint())
                .blocksPerStepMax(late / 3)
                .limits(new LogLimits(late / 3, 4_096, 16))
                .begin()) {
      watch.settle();
      lane.mine(2);
      watch.settle();

      assertThat(watch.failures()).isEmpty();
      assertThat(watch.store().finalPosition().head()).isEqualTo(lane.head());
      assertThat(watch.finalMessages()).hasSize(11);
      assertThat(proxy.asked("eth_getLogs")).isBetween(20, 100);
    }
  }

  @Test
  void restartsAfterEveryStepLoseNothing(SourceLane lane) {
    InMemoryLaneStore store = new InMemoryLaneStore(lane.start());
    for (int i = 0; i < 5; i++) {
      lane.send(3);
      lane.mine(1);
      try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).store(store).begin()) {
        watch.settle();
      }
    }
    lane.mine(2);
    try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).store(store).begin()) {
      watch.settle();

      assertThat(watch.finalMessages()).hasSize(16);
      assertThat(store.finalPosition().head()).isEqualTo(lane.head());
    }
  }

  /** Row 31: who is turned away for a while comes back, and has missed nothing. */
  @Test
  void bansLoseNothing(SourceLane lane) {
    lane.send(2);
    try (FaultProxy proxy = FaultProxy.before(lane.chain().endpoint());
        Watch watch = Watch.of(lane).provider(proxy.endpoint()).begin()) {
      Fault ban = Faults.status("429 Slow down", "Retry-After: 0\r\n", "slow down");
      for (String method : List.of("eth_chainId", "eth_getLogs", "eth_getProof")) {
        proxy.on(method, Faults.first(2, ban, Faults.none()));
      }
      watch.settle(8);
      lane.mine(2);
      watch.settle();

      assertThat(watch.failures()).hasSizeGreaterThanOrEqualTo(4);
      assertThat(watch.store().finalPosition().head()).isEqualTo(lane.head());
      assertThat(watch.health(0)).isInstanceOf(Health.Healthy.class);
    }
  }

  @Test
  void answersLargerThanTheLimitAreAskedForInParts(SourceLane lane) {
    for (int i = 0; i < 12; i++) {
      lane.send(4);
    }
    List<Long> ranges = new ArrayList<>();
    try (Watch watch =
        Watch.of(lane)
            .provider(
                ProviderSettings.of("provider-a", lane.chain().endpoint())
                    .withAnswerBytesMax(10_000)
                    .withBatchMax(1))
            .listener(rangesTo(ranges))
            .begin()) {
      watch.settle();

      assertThat(watch.failures()).isEmpty();
      assertThat(watch.store().observed().head()).isEqualTo(lane.head());
      assertThat(ranges).contains(4L).allSatisfy(blocks -> assertThat(blocks).isPositive());
    }
  }

  @Test
  void rangeShrinksWhenAnAnswerTakesTooLong(SourceLane lane) {
    lane.send(1);
    List<Long> ranges = new ArrayList<>();
    try (FaultProxy proxy = FaultProxy.before(lane.chain().endpoint());
        Watch watch =
            Watch.of(lane)
                .provider(proxy.endpoint().withTimeout(Duration.ofSeconds(2)))
                .listener(rangesTo(ranges))
                .limits(new LogLimits(8, 4_096, 16))
                .begin()) {
      proxy.on("eth_getLogs", Faults.first(2, Faults.hang(), Faults.none()));

      watch.settle(4);

      assertThat(ranges).startsWith(4L, 2L);
      assertThat(watch.store().observed().head()).isEqualTo(lane.head());
    }
  }

  @Test
  void blockWithTooManyLogsIsToldByItsNumber(SourceLane lane) {
    lane.send(1);
    try (FaultProxy proxy =
            FaultProxy.before(lane.chain().endpoint()).on("eth_getLogs", Lies.atMostBlocks(0));
        Watch watch = Watch.of(lane).provider(proxy.endpoint()).begin()) {
      watch.settle(1);

      assertThat(watch.health(0)).isInstanceOf(Health.Faulty.class);
      assertThat(watch.health(0).reason())
          .contains("block " + (lane.start().block().number() + 1) + " alone are too many");
    }
  }

  private static ProviderListener rangesTo(List<Long> ranges) {
    return new ProviderListener() {
      @Override
      public void rangeChanged(String provider, long blocks) {
        ranges.add(blocks);
      }
    };
  }
}

package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.provider.fault.FaultProxy;
import io.lockstep.chain.provider.logs.LogLimits;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.stage.Step;
import io.lockstep.model.InMemoryLaneStore;
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

  /** How far behind it begins can be set, because a chain of 100,000 blocks takes a minute. */
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
}

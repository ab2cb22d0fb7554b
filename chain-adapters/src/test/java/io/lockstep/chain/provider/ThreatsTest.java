package io.lockstep.chain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.provider.fault.FaultProxy;
import io.lockstep.chain.provider.fault.Faults;
import io.lockstep.model.InMemoryLaneStore;
import io.lockstep.protocol.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Incidents that have names, with the variant that lets them happen. */
@ExtendWith(SharedLane.class)
class ThreatsTest {

  private static List<Message> truth(SourceLane lane) {
    return lane.truth().stream().map(MessageAppended::message).toList();
  }

  // Row 14: honest providers are shut up, and the rest is poisoned

  private static Watch.Plan poisoned(SourceLane lane, FaultProxy poisoned) {
    poisoned.on("eth_getBlockByNumber", Lies.allFinal());
    return Watch.of(lane)
        .finality(new FinalityPolicy.Finalized())
        .provider(poisoned.endpoint())
        .provider(poisoned.endpoint())
        .provider(poisoned.endpoint());
  }

  @Test
  void poisonedProvidersAndAForcedFailoverMoveNothing(SourceLane lane) {
    lane.send(2);
    try (FaultProxy poisoned = FaultProxy.before(lane.chain().endpoint());
        FaultProxy silenced =
            FaultProxy.before(lane.chain().endpoint()).on(FaultProxy.ANY, Faults.breakOff());
        Watch watch =
            poisoned(lane, poisoned)
                .provider(silenced.endpoint())
                .provider(silenced.endpoint())
                .quorum(4)
                .begin()) {
      watch.settle(3);

      assertThat(watch.finalMessages()).isEmpty();
      assertThat(watch.store().proofs()).isNotEmpty();
      assertThat(watch.health(3)).isInstanceOf(Health.Unreachable.class);
    }
  }

  @Test
  void countingOnlyThoseThatAnswerWouldCallTheTipFinal(SourceLane lane) {
    lane.send(2);
    try (FaultProxy poisoned = FaultProxy.before(lane.chain().endpoint());
        Watch watch = poisoned(lane, poisoned).quorum(2).begin()) {
      watch.settle(3);

      assertThat(watch.finalMessages()).isEqualTo(truth(lane));
      assertThat(watch.store().finalPosition().block()).isEqualTo(lane.tip());
    }
  }

  // Row 25: logs that are not those of the chain

  @Test
  void logsThatNoProofCoversMoveNothing(SourceLane lane) {
    lane.send(2);
    try (FaultProxy liar =
            FaultProxy.before(lane.chain().endpoint()).on("eth_getLogs", Lies.inventedLog());
        Watch watch =
            Watch.of(lane)
                .provider(liar.endpoint())
                .provider(lane.chain().endpoint())
                .finality(new FinalityPolicy.Depth(1))
                .begin()) {
      watch.settle(3);
      lane.mine(2);
      watch.settle(3);

      assertThat(watch.finalMessages()).isEmpty();
      assertThat(watch.quarantines().quarantined()).containsExactly("provider-a");
      assertThat(watch.quarantines().evidence())
          .allSatisfy(evidence ->
              assertThat(evidence.said().nonce())
                  .isEqualTo(evidence.proven().outbound().nonce() + 1));
    }
  }

  @Test
  void believingLogsWithoutAProofWouldMakeAnInventedMessageFinal(SourceLane lane) {
    lane.send(2);
    try (FaultProxy liar =
            FaultProxy.before(lane.chain().endpoint()).on("eth_getLogs", Lies.inventedLog());
        Watch watch =
            Watch.of(lane)
                .provider(liar.endpoint())
                .seenThrough(source -> new CredulousSource(source, lane.start()))
                .begin()) {
      watch.settle();
      lane.mine(2);
      watch.settle();

      assertThat(watch.finalMessages()).hasSizeGreaterThan(truth(lane).size());
    }
  }

  @Test
  void laggingNodesEmptyAnswerMovesNothing(SourceLane lane) {
    lane.send(2);
    try (FaultProxy lagging =
            FaultProxy.before(lane.chain().endpoint())
                .on("eth_getLogs", Lies.logs(logs -> List.of()));
        Watch watch =
            Watch.of(lane)
                .provider(lagging.endpoint())
                .provider(lane.chain().endpoint())
                .quorum(2)
                .begin()) {
      watch.settle(1);
      assertThat(watch.store().proofs()).isEmpty();
      assertThat(watch.health(0)).isInstanceOf(Health.Doubted.class);

      watch.settle(1);
      lane.mine(2);
      watch.settle(1);

      assertThat(watch.finalMessages()).isEqualTo(truth(lane));
      assertThat(watch.quarantines().quarantined()).isEmpty();
    }
  }

  // Row 31: a burst beyond what is looked at, and a restart

  private static final int BURST_BLOCKS = 30;

  private static void burst(SourceLane lane) {
    for (int i = 0; i < BURST_BLOCKS; i++) {
      lane.send(1);
    }
  }

  @Test
  void burstsAndRestartsLoseNothing(SourceLane lane) {
    InMemoryLaneStore store = new InMemoryLaneStore(lane.start());
    for (int i = 0; i < 2; i++) {
      try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).store(store).begin()) {
        watch.settle();
        burst(lane);
        watch.settle();
      }
      burst(lane);
    }
    try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).store(store).begin()) {
      watch.settle();
      lane.mine(2);
      watch.settle();

      assertThat(watch.finalMessages()).hasSize(1 + 4 * BURST_BLOCKS).isEqualTo(truth(lane));
    }
  }

  @Test
  void lookingAtTheNewestBlocksWouldLoseMostOfABurst(SourceLane lane) {
    try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).begin()) {
      NewestBlocksFollower follower =
          new NewestBlocksFollower(watch.source().provider(), truth(lane));
      burst(lane);

      follower.poll(watch.source().provider());

      assertThat(follower.followed())
          .hasSizeLessThan(truth(lane).size())
          .isSubsetOf(truth(lane))
          .contains(truth(lane).getLast());
    }
  }

  @Test
  void rememberingInMemoryWouldLoseWhatCameDuringARestart(SourceLane lane) {
    try (Watch watch = Watch.of(lane).provider(lane.chain().endpoint()).begin()) {
      NewestBlocksFollower before =
          new NewestBlocksFollower(watch.source().provider(), truth(lane));
      lane.send(2);
      NewestBlocksFollower after =
          new NewestBlocksFollower(watch.source().provider(), before.followed());

      after.poll(watch.source().provider());

      assertThat(after.followed()).hasSize(truth(lane).size() - 2);
    }
  }

  // A provider that is torn between two branches, for ever

  @Test
  void whoChangesItsChainAtEveryReadingDoesNotHoldTheLane(SourceLane lane) {
    lane.send(2);
    try (FaultProxy torn =
            FaultProxy.before(lane.chain().endpoint())
                .on("eth_getLogs", Lies.logOfAnotherBranch());
        Watch watch =
            Watch.of(lane)
                .provider(torn.endpoint())
                .provider(lane.chain().endpoint())
                .quorum(2)
                .begin()) {
      watch.settle(2);
      lane.mine(2);
      watch.settle(1);

      assertThat(watch.finalMessages()).isEqualTo(truth(lane));
      assertThat(watch.health(0)).isInstanceOf(Health.Doubted.class);
      assertThat(watch.quarantines().quarantined()).isEmpty();
    }
  }
}

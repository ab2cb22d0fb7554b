package io.lockstep.model.delivery;

import static io.lockstep.model.delivery.DeliveryScene.LANE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.delivery.ActiveEpochs;
import io.lockstep.core.domain.delivery.Attestation;
import io.lockstep.core.domain.delivery.RulingAnswer;
import io.lockstep.core.port.Attesters;
import io.lockstep.core.stage.AttestLane;
import io.lockstep.core.stage.Step;
import io.lockstep.model.WatchedLane;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class AttestLaneTest {
  private final DeliveryScene scene = new DeliveryScene(LANE);
  private final Relayer relayer = scene.relayer("a");

  private Step attest() {
    return WatchedLane.rest(relayer.attest(LANE));
  }

  private List<Long> checkpoints() {
    return scene.database().row(LANE).checkpoints().stream()
        .map(kept -> kept.checkpoint().nonce())
        .toList();
  }

  @Test
  void asksForOneCheckpointAfterTheOther() {
    scene.send(LANE, 10);

    assertThat(attest()).isEqualTo(new Step.Idle("everything final is attested"));

    assertThat(checkpoints()).containsExactly(4L, 8L, 10L);
  }

  @Test
  void asksForNothingThatIsExecutedAlready() {
    scene.send(LANE, 3);
    attest();
    relayer.track().step();
    relayer.submit(LANE).step();
    scene.mineAndProve();
    scene.send(LANE, 5);

    attest();

    assertThat(checkpoints()).containsExactly(3L, 5L);
  }

  @Test
  void theRangeBeginsWhereTheDestinationIsAtFinality() {
    scene.send(LANE, 2);
    attest();
    relayer.track().step();
    relayer.submit(LANE).step();
    scene.mineAndProve();
    scene.send(LANE, 3);
    attest();
    scene.chain().makeFinal();
    scene.prove();
    scene.send(LANE, 4);
    attest();

    assertThat(scene.database().row(LANE).checkpoints())
        .map(kept -> kept.checkpoint().from())
        .containsExactly(0L, 0L, 2L);
  }

  @Test
  void beginsLowerIfTheAttestersHaveProvenLess() {
    scene.send(LANE, 2);
    attest();
    relayer.track().step();
    relayer.submit(LANE).step();
    scene.mineAndProve();
    scene.chain().makeFinal();
    scene.prove();
    scene.send(LANE, 3);
    scene.attesters(LANE).haveProven(() -> 1);

    attest();

    assertThat(scene.database().row(LANE).checkpoints().getLast().checkpoint().from()).isEqualTo(1);
  }

  @Test
  void asksAgainUnderANewEpoch() {
    scene.send(LANE, 2);
    attest();
    scene.chain().rotate(new ActiveEpochs(2, Set.of(1L, 2L)));
    attest();
    assertThat(checkpoints()).containsExactly(2L);

    scene.chain().rotate(new ActiveEpochs(2, Set.of(2L)));
    attest();
    assertThat(checkpoints()).containsExactly(2L, 2L);
  }

  @Test
  void silenceIsWaitedFor() {
    scene.send(LANE, 2);
    scene.attesters(LANE).fallSilent(Optional.of("two of four answer"));

    assertThat(attest()).isEqualTo(new Step.Blocked("two of four answer"));
  }

  @Test
  void aPauseAsksNobody() {
    scene.send(LANE, 2);
    scene.pauses().pauseDaemon(true);

    assertThat(attest()).isEqualTo(new Step.Idle("paused: the daemon, by an operator"));
    assertThat(scene.attesters(LANE).asked()).isZero();
  }

  @Test
  void anotherHeadThanOursIsNotKept() {
    scene.send(LANE, 2);
    Lease lease = scene.database().take(Lease.nameOf(LANE), "a");
    AttestLane stage =
        new AttestLane(
            scene.database().attestation(LANE, lease),
            signing(
                SimulatedAttesters.checkpoint(
                    LANE, 1, 0, 2, Keccak256.ofText("another"), new TreeSet<>())),
            scene.chain().gateway(),
            scene.pauses(),
            4);

    assertThat(stage.step()).isInstanceOf(Step.Blocked.class);
    assertThat(checkpoints()).isEmpty();
  }

  private static Attesters signing(KeptCheckpoint checkpoint) {
    return new Attesters() {
      @Override
      public Attestation attest(long keyEpoch, long from, long nonce, LongFunction<Hash32> head) {
        return new Attestation.Signed(checkpoint);
      }

      @Override
      public RulingAnswer rule(long keyEpoch, long nonce, Hash32 messageHash) {
        return new RulingAnswer.NotRuled("nobody has decided");
      }
    };
  }
}

package io.lockstep.app.attester.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.attester.AttesterFolder;
import io.lockstep.app.attester.Quorum;
import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.watch.RunningDaemon;
import io.lockstep.app.watch.World;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeps an attester from signing, although the proposal is right. */
@Timeout(60)
class AttesterFenceTest {
  private static final Quorum QUORUM = Quorum.create(1);
  private static final int NOBODY = 1;
  private static final Hash32 HASH = Keccak256.ofText("anything");

  @TempDir private Path folder;

  private RunningAttester start(int portOfSecond, int portOfThird) {
    AttesterFolder files =
        AttesterFolder.create(folder, "{}", Map.of(2, portOfSecond, 3, portOfThird, 4, NOBODY));
    return RunningAttester.start(files, QUORUM.keys(1));
  }

  private static void assertFenced(RunningAttester attester) {
    try (AttesterClient relayer = attester.client(AttesterFolder.RELAYER)) {
      Checkpoint checkpoint = Asking.checkpoint(1, Holds.NONE);
      assertThat(new Asking(QUORUM, relayer).about(checkpoint).why().orElse(""))
          .startsWith("FENCED: ");
    }
    assertThat(attester.readiness().ready()).isFalse();
    assertThat(attester.telemetry().scrape()).contains("lockstep_attester_fence 1.0");
  }

  @Test
  void signsNothingWhilePeersAreSilentAndAnswersThem() {
    try (RunningAttester attester = start(NOBODY, NOBODY)) {
      assertFenced(attester);

      try (AttesterClient peer = attester.client(QUORUM.identity(3))) {
        assertThat(LastHeard.decode(peer.lastHeard(HASH).body()).share()).isEmpty();
      }
    }
  }

  @Test
  void onePeerIsNotEnough() {
    try (Peer second = Peer.start(QUORUM, 2);
        RunningAttester attester = start(second.port(), NOBODY)) {
      attester.display().awaitSaid("1 peers have told");
      assertFenced(attester);
    }
  }

  /** Threat 33: the ledger is shorter than a peer has seen it. */
  @Test
  void aRestoredCopyStaysFencedAndSaysSo() {
    try (Peer second = Peer.start(QUORUM, 2);
        Peer third = Peer.start(QUORUM, 3)) {
      third.hears(QUORUM.shareOfTheFirst(HASH));
      try (RunningAttester attester = start(second.port(), third.port())) {
        attester.display().awaitSaid("it was restored from a backup");
        assertFenced(attester);
      }
    }
  }

  /** Threat 6: the quorum signs what this attester comes to know as false. */
  @Test
  void aForgedCheckpointHaltsBothLanes() {
    try (Peer second = Peer.start(QUORUM, 2);
        Peer third = Peer.start(QUORUM, 3);
        RunningAttester attester = start(second.port(), third.port())) {
      attester.display().awaitSaid("The fence is open");
      long next = World.sent(World.out()) + 1;
      Checkpoint forged = new Checkpoint(World.out().lane(), 1, next, HASH, Holds.NONE, 1);
      SigningSession session = QUORUM.session(forged.digest(Asking.domain()));
      try (AttesterClient relayer = attester.client(AttesterFolder.RELAYER)) {
        relayer.finished(new FinishedCheckpoint(forged, QUORUM.sign(session)), List.of());
        assertThat(relayer.checkpoints(forged.lane(), next - 1)).hasSize(1);

        World.lock(1);
        attester.awaitFinal(RunningDaemon.OUT, next);

        attester.display().awaitSaid("halted: the quorum has signed the head " + HASH);
        assertThat(new Asking(QUORUM, relayer).about(Asking.checkpoint(1, Holds.NONE)).why())
            .hasValueSatisfying(why -> assertThat(why).startsWith("HALTED: "));
        assertThat(relayer.checkpoints(forged.lane(), next - 1)).isEmpty();
      }
    }
  }
}

package io.lockstep.app.attester.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.attester.AttesterFolder;
import io.lockstep.app.attester.Quorum;
import io.lockstep.app.attester.running.Asking;
import io.lockstep.app.attester.running.Peer;
import io.lockstep.app.attester.running.RunningAttester;
import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.watch.RunningDaemon;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.app.watch.World;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threat 33: the database is put back as it was some signatures ago. A peer has heard of a later
 * one, another has not.
 */
@Timeout(120)
class RestoredCopyTest {
  private static final Quorum QUORUM = Quorum.create(1);

  @TempDir private Path folder;
  @TempDir private Path folderOfCopy;

  private static LastHeard.Share sign(RunningAttester attester) {
    attester.display().awaitSaid("The fence is open");
    Checkpoint checkpoint = Asking.checkpoint(1, Holds.NONE);
    try (AttesterClient client = attester.client(AttesterFolder.RELAYER)) {
      Asking relayer = new Asking(QUORUM, client);
      SigningSession session = relayer.session(checkpoint.digest(Asking.domain()));
      AttesterClient.Said said =
          client.answer(new CheckpointProposal(checkpoint, List.of()), session);
      assertThat(said.why()).isEmpty();
      return new LastHeard.Share(session, said.message());
    }
  }

  private static void awaitJudged(RunningAttester attester, Lane out) {
    attester.awaitFinal(RunningDaemon.HOME, World.sent(World.home()));
    attester.awaitFinal(RunningDaemon.OUT, World.sent(World.out()));
    attester.awaitJudged(RunningDaemon.OUT, out, World.sent(World.out()));
  }

  @Test
  void anOlderCopySignsOnlyIfItsPeersHideWhatTheyHeard() throws Exception {
    try (Peer second = Peer.start(QUORUM, 2);
        Peer third = Peer.start(QUORUM, 3)) {
      Map<Integer, Integer> peers = Map.of(2, second.port(), 3, third.port(), 4, 1);
      AttesterFolder files = AttesterFolder.create(folder, "{}", peers);
      Lane out = WatchPlan.all(files.read().watching()).getFirst().lane();
      try (RunningAttester attester = RunningAttester.start(files, QUORUM.keys(1))) {
        awaitJudged(attester, out);
        sign(attester);
      }
      String backup = files.database() + "_backup";
      World.sql("template1", "CREATE DATABASE %s TEMPLATE %s".formatted(backup, files.database()));
      LastHeard.Share later;
      try (RunningAttester attester = RunningAttester.start(files, QUORUM.keys(1))) {
        sign(attester);
        later = sign(attester);
      }
      AttesterFolder copy =
          AttesterFolder.over(backup, Files.createDirectories(folderOfCopy), "{}", peers);

      third.hears(later);
      try (RunningAttester restored = RunningAttester.start(copy, QUORUM.keys(1))) {
        restored.display().awaitSaid("it was restored from a backup");
        assertFenced(restored);
      }
      try (RunningAttester original = RunningAttester.start(files, QUORUM.keys(1))) {
        sign(original);
      }

      // Nobody tells: the fence then believes its own ledger, and the copy signs.
      third.forgets();
      try (RunningAttester believing = RunningAttester.start(copy, QUORUM.keys(1))) {
        sign(believing);
      }
    }
  }

  private static void assertFenced(RunningAttester restored) {
    try (AttesterClient client = restored.client(AttesterFolder.RELAYER)) {
      assertThat(
              new Asking(QUORUM, client).about(Asking.checkpoint(1, Holds.NONE)).why().orElse(""))
          .startsWith("FENCED: ");
    }
    assertThat(restored.readiness().ready()).isFalse();
  }
}

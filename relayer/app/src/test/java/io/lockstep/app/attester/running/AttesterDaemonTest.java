package io.lockstep.app.attester.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.attester.AttesterFolder;
import io.lockstep.app.attester.Quorum;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.watch.RunningDaemon;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.app.watch.World;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One attester over real chains, a real database and real sockets, and whoever asks it. */
@Timeout(60)
class AttesterDaemonTest {
  private static final Quorum QUORUM = Quorum.create(1);

  @TempDir private static Path folder;
  private static Peer second;
  private static Peer third;
  private static RunningAttester attester;
  private static AttesterClient relayer;
  private static Lane out;

  @BeforeAll
  static void start() {
    second = Peer.start(QUORUM, 2);
    third = Peer.start(QUORUM, 3);
    AttesterFolder files =
        AttesterFolder.create(folder, "{}", Map.of(2, second.port(), 3, third.port(), 4, 1));
    out = WatchPlan.all(files.read().watching()).getFirst().lane();
    World.lock(1);
    attester = RunningAttester.start(files, QUORUM.keys(1));
    relayer = attester.client(AttesterFolder.RELAYER);
    attester.display().awaitSaid("The fence is open");
    attester.awaitFinal(RunningDaemon.HOME, World.sent(World.home()));
    attester.awaitFinal(RunningDaemon.OUT, World.sent(World.out()));
    attester.awaitJudged(RunningDaemon.OUT, out, World.sent(World.out()));
  }

  @AfterAll
  static void close() {
    relayer.close();
    attester.close();
    second.close();
    third.close();
  }

  private static Checkpoint checkpoint() {
    Direction direction = World.out();
    LaneHead last = direction.log().headAt(direction.log().lastNonce());
    return new Checkpoint(
        out.id(), direction.executed().nonce(), last.nonce(), last.head(), Holds.NONE, 1);
  }

  private static SigningSession session(Checkpoint checkpoint) {
    var offer = relayer.offer(Identifier.of(1), new Allotment(Identifier.of(1), List.of()));
    return QUORUM.session(checkpoint.digest(World.out().domain()), Quorum.commitment(offer));
  }

  @Test
  void signsWhatIsFinal() {
    Checkpoint checkpoint = checkpoint();
    SigningSession session = session(checkpoint);

    AttesterClient.Said said =
        relayer.answer(new CheckpointProposal(checkpoint, List.of()), session);

    assertThat(said.why()).isEmpty();
    Answer answer =
        Answer.decode(Identifier.of(1), said.message().requireSigned(QUORUM.key().roster()).body());
    assertThat(answer).isInstanceOf(Answer.Share.class);
    assertThat(QUORUM.round(session).isRight(((Answer.Share) answer).share())).isTrue();
  }
}

package io.lockstep.app.attester.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.attester.AttesterFolder;
import io.lockstep.app.attester.Quorum;
import io.lockstep.app.testnet.CollateralTerms;
import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.transport.Tls;
import io.lockstep.app.transport.TransportException;
import io.lockstep.app.watch.RunningDaemon;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.app.watch.World;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.RefusalReason;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.persistence.view.AttesterViews;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One attester over real chains, a real database and real sockets, and whoever asks it. The last
 * message of the lane out is larger than its policy likes, so it is held.
 */
@Timeout(60)
class AttesterDaemonTest {
  private static final Quorum QUORUM = Quorum.create(1);
  private static final Hash32 HASH = Keccak256.ofText("another");

  @TempDir private static Path folder;
  private static Peer second;
  private static Peer third;
  private static AttesterFolder files;
  private static RunningAttester attester;
  private static Asking relayer;
  private static long held;

  @BeforeAll
  static void start() {
    second = Peer.start(QUORUM, 2);
    third = Peer.start(QUORUM, 3);
    files =
        AttesterFolder.create(folder, policy(), Map.of(2, second.port(), 3, third.port(), 4, 1));
    Lane out = WatchPlan.all(files.read().watching()).getFirst().lane();
    World.lock(1);
    World.lock(100);
    held = World.sent(World.out());
    attester = RunningAttester.start(files, QUORUM.keys(1));
    relayer = new Asking(QUORUM, attester.client(AttesterFolder.RELAYER));
    attester.display().awaitSaid("The fence is open");
    attester.awaitFinal(RunningDaemon.HOME, World.sent(World.home()));
    attester.awaitFinal(RunningDaemon.OUT, held);
    attester.awaitJudged(RunningDaemon.OUT, out, held);
  }

  private static String policy() {
    return "{ amounts: [ { asset: \"%s\", above: %s } ] }"
        .formatted(World.chains().collateral().assets().getFirst(), CollateralTerms.units(50));
  }

  @AfterAll
  static void close() {
    relayer.client().close();
    attester.close();
    second.close();
    third.close();
  }

  private static Checkpoint checkpoint() {
    return Asking.checkpoint(held, Holds.of(held));
  }

  // What it signs

  @Test
  void signsWhatIsFinal() {
    SigningSession session = relayer.session(checkpoint().digest(Asking.domain()));

    AttesterClient.Said said =
        relayer.client().answer(new CheckpointProposal(checkpoint(), List.of()), session);

    assertThat(said.why()).isEmpty();
    assertThat(relayer.read(said)).isInstanceOf(Answer.Share.class);
    Answer.Share share = (Answer.Share) relayer.read(said);
    assertThat(QUORUM.round(session).isRight(share.share())).isTrue();
    assertThat(share.ledgerHeight()).isPositive();
  }

  @Test
  void isReady() {
    assertThat(attester.readiness().ready()).isTrue();
    assertThat(attester.readiness().parts())
        .extracting(part -> part.name() + " " + part.state())
        .contains("database answering", "key epoch 1", "turn held", "fence open", "door open");
  }

  @Test
  void tellsWhatItHolds() {
    assertThat(relayer.client().holds(World.out().lane(), 0, held)).hasSize(1);
  }

  // What a person sees and decides

  private static CommandLineRun run(String... arguments) {
    return CommandLineRun.of(folder, arguments);
  }

  private static CommandLineRun rule(String decision) {
    return run(
        "attester",
        "rule",
        "chain-a/chain-b",
        String.valueOf(held),
        decision,
        "--config",
        files.config().toString(),
        "--operator",
        "ann",
        "--reason",
        "stolen");
  }

  @Test
  void itsOperatorRulesOnceOnWhatIsHeld() {
    assertThat(rule("void").exitCode()).isZero();
    assertThat(rule("deliver").exitCode()).isNotZero();

    assertThat(
            World.text(
                files.database(),
                "SELECT concat_ws(' ', nonce, ruling, ruled_by_operator, ruling_signed) FROM ops.holds"))
        .isEqualTo(held + " VOID ann f");
  }

  @Test
  void whatItSignedStandsInTheViews() {
    assertThat(relayer.isSigned(checkpoint())).isTrue();

    assertThat(
            World.text(
                files.database(),
                "SELECT concat_ws(' ', nonce, head, holds, key_epoch) FROM ops.signed_heads WHERE nonce = "
                    + held))
        .isEqualTo("%d %s 1 1".formatted(held, checkpoint().head()));
    assertThat(run("attester", "status", "--config", files.config().toString()).out())
        .contains("final %d, judged %d, signed %d".formatted(held, held, held))
        .contains("1 held");
  }

  // What it does not sign

  private static void assertRefused(AttesterClient.Said said, String reason) {
    assertThat(said.why().orElse("")).startsWith(reason + ": ");
    assertRecorded("relayer one", reason);
  }

  /** The row comes a moment later, by another thread. */
  private static void assertRecorded(String coordinator, String reason) {
    AttesterViews views = new AttesterViews(attester.database());
    attester
        .display()
        .awaitLane(
            RunningDaemon.OUT,
            _ ->
                views.refusedSince(Instant.EPOCH).stream()
                    .anyMatch(refused ->
                        refused.coordinator().equals(coordinator)
                            && refused.reason().equals(reason)));
  }

  private static Checkpoint with(LaneId lane, long from, long nonce, Hash32 head, long epoch) {
    Holds holds = nonce >= held ? Holds.of(held) : Holds.NONE;
    return new Checkpoint(lane, from, nonce, head, holds, epoch);
  }

  @Test
  void notWhatIsNotFinal() {
    Checkpoint right = checkpoint();

    assertRefused(relayer.about(with(right.lane(), right.from(), held + 1, HASH, 1)), "NOT_FINAL");
  }

  @Test
  void notWhatContradictsItsOwnLog() {
    Checkpoint right = checkpoint();

    assertRefused(relayer.about(with(right.lane(), right.from(), held, HASH, 1)), "CONTRADICTS");
  }

  @Test
  void notAnotherLane() {
    Checkpoint right = checkpoint();

    assertRefused(
        relayer.about(with(new LaneId(HASH), right.from(), held, right.head(), 1)), "UNKNOWN_LANE");
  }

  @Test
  void notUnderAnotherKeyEpoch() {
    Checkpoint right = checkpoint();

    assertRefused(
        relayer.about(with(right.lane(), right.from(), held, right.head(), 2)), "WRONG_EPOCH");
  }

  @Test
  void notFromAheadOfTheDestination() {
    Checkpoint right = checkpoint();

    assertRefused(relayer.about(with(right.lane(), held - 1, held, right.head(), 1)), "FROM_AHEAD");
  }

  @Test
  void notWithoutItsOwnHold() {
    assertRefused(relayer.about(Asking.checkpoint(held, Holds.NONE)), "HOLD_MISSING");
  }

  @Test
  void notWithAHoldThatNobodyStandsFor() {
    assertRefused(
        relayer.about(Asking.checkpoint(held, Holds.of(held - 1, held))), "HOLD_UNFOUNDED");
  }

  /** The digest binds chain and gateway: the same words for another gateway are other words. */
  @Test
  void notForAnotherGateway() {
    Hash32 elsewhere = checkpoint().digest(new DomainSeparator(HASH));

    AttesterClient.Said said =
        relayer
            .client()
            .answer(new CheckpointProposal(checkpoint(), List.of()), relayer.session(elsewhere));

    assertThat(relayer.read(said))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.NOT_APPROVED));
    assertRecorded("relayer one", "NOT_APPROVED");
  }

  /** A commitment is good for one session. The same session again is the same share. */
  @Test
  void notWithACommitmentThatIsUsed() {
    CheckpointProposal proposal = new CheckpointProposal(checkpoint(), List.of());
    Hash32 digest = checkpoint().digest(Asking.domain());
    SigningSession first = relayer.session(digest);
    AttesterClient.Said said = relayer.client().answer(proposal, first);
    SigningSession again =
        QUORUM.otherSession(digest, first.commitments().find(Asking.ATTESTER).orElseThrow());

    assertThat(relayer.client().answer(proposal, first).message()).isEqualTo(said.message());
    assertThat(relayer.read(relayer.client().answer(proposal, again)))
        .isInstanceOf(Answer.Refused.class);
    assertRecorded("relayer one", "UNKNOWN_COMMITMENT");
  }

  @Test
  void notForAStranger() {
    IdentitySigner stranger = IdentitySigner.generate(new SecureRandom());
    try (AttesterClient client = attester.client(stranger)) {
      Asking asking = new Asking(QUORUM, client);

      assertThatThrownBy(() -> asking.about(checkpoint())).isInstanceOf(TransportException.class);
    }
    try (AttesterClient nobody = nobody()) {
      Asking asking = new Asking(QUORUM, nobody);

      assertThatThrownBy(() -> asking.about(checkpoint())).hasMessageContaining("403");
    }
    assertRecorded("door", "NOT_ALLOWED");
  }

  private static AttesterClient nobody() {
    return new AttesterClient(
        URI.create("https://127.0.0.1:" + attester.port()),
        Tls.anonymous(Set.of(QUORUM.identity(1).key()), InstantSource.system()),
        Duration.ofSeconds(10));
  }

  // What the quorum has signed

  @Test
  void servesWhatIsFinishedAndTellsASignerWhatItSaid() {
    Checkpoint checkpoint = Asking.checkpoint(held - 1, Holds.NONE);
    SigningSession session = QUORUM.session(checkpoint.digest(Asking.domain()));
    LastHeard.Share ofTheSecond = QUORUM.share(2, session);
    FinishedCheckpoint finished = new FinishedCheckpoint(checkpoint, QUORUM.sign(session));

    relayer.client().finished(finished, List.of(ofTheSecond));

    try (AttesterClient nobody = nobody();
        AttesterClient peer = attester.client(QUORUM.identity(2))) {
      assertThat(nobody.checkpoints(checkpoint.lane(), held - 2)).containsExactly(finished);
      SignedMessage told = peer.lastHeard(HASH).requireSigned(QUORUM.key().roster());
      assertThat(told.scope()).isEqualTo(HASH);
      assertThat(LastHeard.decode(told.body()).share()).contains(ofTheSecond);
    }
    assertThat(new AttesterViews(attester.database()).peers())
        .extracting(AttesterViews.Peer::attester)
        .containsExactly(2L);
  }

  @Test
  void keepsNothingThatTheQuorumHasNotSigned() {
    Checkpoint checkpoint = Asking.checkpoint(held - 1, Holds.NONE);
    Quorum other = Quorum.create(1);
    FinishedCheckpoint foreign =
        new FinishedCheckpoint(
            checkpoint, other.sign(other.session(checkpoint.digest(Asking.domain()))));

    assertThatThrownBy(() -> relayer.client().finished(foreign, List.of()))
        .hasMessageContaining("400");
    assertRecorded("door", "UNREADABLE");
  }

  // One process of several

  @Test
  void anotherProcessStandsByAndTakesOver(@TempDir Path ownFolder) {
    AttesterFolder files =
        AttesterFolder.create(ownFolder, "{}", Map.of(2, second.port(), 3, third.port(), 4, 1));
    try (RunningAttester one = RunningAttester.start(files, QUORUM.keys(1), "one")) {
      one.display().awaitSaid("The fence is open");
      try (RunningAttester other = RunningAttester.start(files, QUORUM.keys(1), "other")) {
        other.display().awaitLane(RunningDaemon.OUT, line -> line.position().isPresent());
        assertThat(other.readiness().ready()).isFalse();

        assertThat(one.stop()).isZero();

        other.display().awaitSaid("The fence is open");
      }
    }
  }
}

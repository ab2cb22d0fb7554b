package io.lockstep.app.attester.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.attester.AttesterFolder;
import io.lockstep.app.attester.Quorum;
import io.lockstep.app.attester.running.Asking;
import io.lockstep.app.attester.running.Peer;
import io.lockstep.app.attester.running.RunningAttester;
import io.lockstep.app.watch.RunningDaemon;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.app.watch.World;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.attester.Fence;
import io.lockstep.attestation.attester.HoldQuota;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.attester.PostgresSigningLedger;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An attester ends at each transaction of its way from a proposal to a share: asking its ledger,
 * recording the head, using the commitment. Its log is real: a whole process wrote it before.
 */
@Timeout(60)
class KilledWhileSigningTest {
  private static final Quorum QUORUM = Quorum.create(1);
  private static final int TRANSACTIONS = 3;

  @TempDir private static Path folder;
  private static String name;
  private static Database database;
  private static List<Lane> lanes;
  private static Checkpoint checkpoint;

  @BeforeAll
  static void watch() {
    try (Peer second = Peer.start(QUORUM, 2);
        Peer third = Peer.start(QUORUM, 3)) {
      AttesterFolder files =
          AttesterFolder.create(folder, "{}", Map.of(2, second.port(), 3, third.port(), 4, 1));
      lanes = WatchPlan.all(files.read().watching()).stream().map(WatchPlan::lane).toList();
      name = files.database();
      checkpoint = Asking.checkpoint(1, Holds.NONE);
      try (RunningAttester attester = RunningAttester.start(files, QUORUM.keys(1))) {
        attester.awaitFinal(RunningDaemon.HOME, World.sent(World.home()));
        attester.awaitFinal(RunningDaemon.OUT, World.sent(World.out()));
        attester.awaitJudged(RunningDaemon.OUT, lanes.getFirst(), World.sent(World.out()));
      }
    }
    database = Database.open(World.settings(name, Role.DAEMON));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** From its start: its nonces are its own, and all that it knows is in the database. */
  private static Attester begin(SigningLedger ledger) {
    return new Attester(
        QUORUM.key(),
        QUORUM.keys(1).share(),
        QUORUM.identity(1),
        Set.of(Quorum.RELAYER_ID),
        lanes,
        ledger,
        new HoldQuota(1, Duration.ofHours(1), InstantSource.system()),
        Fence.OPEN,
        new SecureRandom());
  }

  private static SigningLedger ledger() {
    return PostgresSigningLedger.open(database, lanes);
  }

  private static SigningCommitment commitment(Attester attester) {
    Allotment none = new Allotment(Asking.ATTESTER, List.of());
    return Quorum.commitment(attester.offer(Quorum.RELAYER_ID, none));
  }

  private static SigningSession session(SigningCommitment commitment) {
    return QUORUM.session(checkpoint.digest(Asking.domain()), commitment);
  }

  private static Answer answer(Attester attester, SigningSession session) {
    return Answer.decode(
        Asking.ATTESTER,
        attester
            .answer(Quorum.RELAYER_ID, new CheckpointProposal(checkpoint, List.of()), session)
            .message()
            .body());
  }

  private static long rowsOf(SigningCommitment commitment) {
    return count(
        "lockstep.used_commitment WHERE commitment = '\\x%s'"
            .formatted(Keccak256.of(commitment.encode()).toString().replaceFirst("^0x", "")));
  }

  private static long count(String rows) {
    return Long.parseLong(String.valueOf(World.text(name, "SELECT count(*) FROM " + rows)));
  }

  private static void assertSignsOnRecord() {
    Attester again = begin(ledger());
    SigningCommitment commitment = commitment(again);

    Answer answer = answer(again, session(commitment));

    assertThat(answer).isInstanceOf(Answer.Share.class);
    assertThat(rowsOf(commitment)).isEqualTo(1);
    assertThat(count("ops.signed_heads WHERE nonce = 1")).isEqualTo(1);
    assertThat(count("ops.signed_heads WHERE head = '%s'".formatted(checkpoint.head())))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "3, true"})
  void noShareLeavesAndItSignsAgain(int transaction, boolean committed) {
    Attester attester = begin(new CutLedger(ledger(), transaction, committed));
    SigningCommitment commitment = commitment(attester);
    long before = ledger().height();

    assertThatThrownBy(() -> answer(attester, session(commitment)))
        .isInstanceOf(CutLedger.Killed.class);

    boolean used = transaction == TRANSACTIONS && committed;
    assertThat(rowsOf(commitment)).isEqualTo(used ? 1 : 0);
    assertThat(ledger().height()).isGreaterThanOrEqualTo(before);
    assertThat(answer(begin(ledger()), session(commitment))).isInstanceOf(Answer.Refused.class);
    assertSignsOnRecord();
  }

  @Test
  void thoseAreAllTransactionsOfItsWay() {
    CutLedger counting = new CutLedger(ledger(), 0, false);
    Attester attester = begin(counting);

    assertThat(answer(attester, session(commitment(attester)))).isInstanceOf(Answer.Share.class);
    assertThat(counting.calls()).isEqualTo(TRANSACTIONS);
  }

  /** Shows that the look at the rows can fail. */
  @Test
  void aLedgerThatPromisesBeforeItWritesIsFound() {
    Attester broken = begin(new ForgetfulLedger(ledger()));
    SigningCommitment commitment = commitment(broken);

    assertThat(answer(broken, session(commitment))).isInstanceOf(Answer.Share.class);
    assertThat(rowsOf(commitment)).isZero();
  }
}

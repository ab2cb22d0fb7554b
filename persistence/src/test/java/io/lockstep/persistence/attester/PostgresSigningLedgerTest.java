package io.lockstep.persistence.attester;

import static io.lockstep.persistence.lane.SampleLane.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Judgement;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lane.SampleLane;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresSigningLedgerTest {
  private static final TestDatabase TEST = TestServer.attester();
  private static final Database DATABASE = TEST.open();
  private static final Database OPERATORS = TEST.openAs(Role.OPERATOR);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Lane pair = SampleLane.number(NUMBERS.incrementAndGet()).lane();
  private final AttestedLane there = AttestedLane.follow(DATABASE, pair);
  private final AttestedLane back = AttestedLane.follow(DATABASE, pair.paired());
  private final PostgresSigningLedger ledger =
      PostgresSigningLedger.open(DATABASE, List.of(pair, pair.paired()));

  /** Nine messages there, of which three are executed; two back, of which one is. */
  PostgresSigningLedgerTest() {
    back.makeFinal(1, there.head(0));
    there.makeFinal(9, back.head(1));
    back.makeFinal(1, there.head(3));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
    OPERATORS.close();
  }

  private void judgeAll(long... held) {
    Set<Long> suspicious = Set.copyOf(Holds.of(held).nonces());
    List<Judgement> judgements = new ArrayList<>();
    for (FinalMessage message : there.judgements.unjudged(100)) {
      judgements.add(
          suspicious.contains(message.nonce())
              ? Judgement.held(message, "suspicious")
              : Judgement.good(message));
    }
    there.judgements.keep(judgements);
  }

  private SignedHead head(long from, long nonce, Holds holds, long keyEpoch) {
    return head(from, there.head(nonce), holds, keyEpoch);
  }

  private SignedHead head(long from, LaneHead head, Holds holds, long keyEpoch) {
    Checkpoint checkpoint =
        new Checkpoint(there.id(), from, head.nonce(), head.head(), holds, keyEpoch);
    return new SignedHead(checkpoint, checkpoint.structHash());
  }

  private static Hash32 fresh() {
    return hash(NUMBERS.incrementAndGet());
  }

  // What it tells

  @Test
  void tellsWhereBothLanesStand() {
    judgeAll(5, 8);

    LaneLedger known = ledger.lane(there.id(), 5, 9, Set.of(7L, 8L, 12L));

    assertThat(known.halted()).isEmpty();
    assertThat(known.last()).isEqualTo(there.head(9));
    assertThat(known.judged()).isEqualTo(9);
    assertThat(known.head()).contains(there.head(9).head());
    assertThat(known.pairedInbound()).isEqualTo(back.head(1));
    assertThat(known.pairedHead()).contains(back.head(1).head());
    assertThat(known.executed()).isEqualTo(3);
    assertThat(known.holds()).containsOnlyKeys(8L);
    assertThat(known.others()).containsOnlyKeys(7L);
    assertThat(there.head(6).append(known.others().getOrDefault(7L, Hash32.ZERO)))
        .isEqualTo(there.head(7));
    assertThat(there.head(7).append(known.holds().getOrDefault(8L, Hash32.ZERO)))
        .isEqualTo(there.head(8));
  }

  @Test
  void tellsNothingBeyondWhatIsFinal() {
    assertThat(ledger.lane(there.id(), 0, 10, Set.of()).head()).isEmpty();
    back.makeFinal(1, there.head(9));
    there.makeFinal(1, new LaneHead(7, hash(0x77)));

    assertThat(ledger.lane(there.id(), 0, 5, Set.of()).pairedHead()).isEmpty();
  }

  // What it keeps

  @Test
  void keepsAHeadAsOftenAsItIsSigned() {
    judgeAll();

    ledger.record(head(0, 9, Holds.NONE, 1));
    ledger.record(head(0, 9, Holds.NONE, 1));
    ledger.record(head(0, 9, Holds.of(4), 1));
    ledger.record(head(3, 7, Holds.NONE, 2));
  }

  @Test
  void aContradictionCannotBeKept() {
    judgeAll();
    LaneHead forged = new LaneHead(5, hash(0xEE));

    assertThatThrownBy(() -> ledger.record(head(0, forged, Holds.NONE, 1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("signed_head_is_on_the_own_log");
  }

  @Test
  void whatIsNotJudgedCannotBeKept() {
    assertThatThrownBy(() -> ledger.record(head(0, 9, Holds.NONE, 1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("judged is message 0");
  }

  @Test
  void aListThatLeavesOutAHoldCannotBeKept() {
    judgeAll(5, 8);

    for (Holds holds : List.of(Holds.NONE, Holds.of(5), Holds.of(8), Holds.of(5, 7))) {
      assertThatThrownBy(() -> ledger.record(head(0, 9, holds, 1)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("leaves out");
    }
    ledger.record(head(0, 9, Holds.of(5, 8), 1));
    ledger.record(head(0, 9, Holds.of(4, 5, 6, 8), 1));
    ledger.record(head(5, 7, Holds.NONE, 1));
  }

  @Test
  void aCommitmentIsUsedOnceAndTheHeightGrows() {
    Hash32 first = fresh();
    Hash32 second = fresh();
    long before = ledger.height();

    CommitmentUse one = ledger.use(first, hash(1));
    CommitmentUse other = ledger.use(second, hash(1));

    assertThat(one)
        .isInstanceOfSatisfying(
            CommitmentUse.First.class, use -> assertThat(use.ledgerHeight()).isGreaterThan(before));
    assertThat(other)
        .isInstanceOfSatisfying(
            CommitmentUse.First.class,
            use -> assertThat(use.ledgerHeight()).isEqualTo(ledger.height()));
    assertThat(ledger.use(first, hash(2))).isEqualTo(new CommitmentUse.Repeated());
    assertThat(ledger.use(first, hash(1))).isEqualTo(new CommitmentUse.Repeated());
  }

  // Rulings

  private SignedRuling ruling(long nonce, Decision decision, long keyEpoch) {
    Ruling ruling = new Ruling(there.id(), nonce, hash(0x44), decision, keyEpoch);
    return new SignedRuling(ruling, ruling.structHash());
  }

  @Test
  void aRulingIsTheOperatorsAndStaysSo() {
    OperatorRulings operator = new OperatorRulings(OPERATORS, "ann");
    assertThat(ledger.message(there.id(), 5).decision()).isEmpty();
    assertThatThrownBy(() -> ledger.record(ruling(5, Decision.DELIVER, 1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("signed_ruling_is_the_operators");

    operator.rule(there.id(), 5, Decision.DELIVER, "looked at it");

    assertThat(ledger.message(there.id(), 5).decision()).contains(Decision.DELIVER);
    assertThat(ledger.message(there.id(), 5).executed()).isEqualTo(3);
    assertThatThrownBy(() -> ledger.record(ruling(5, Decision.VOID, 1)))
        .isInstanceOf(StorageException.class);
    ledger.record(ruling(5, Decision.DELIVER, 1));
    ledger.record(ruling(5, Decision.DELIVER, 1));
    ledger.record(ruling(5, Decision.DELIVER, 2));
    assertThatThrownBy(() -> operator.rule(there.id(), 5, Decision.VOID, "on second thought"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("message_is_ruled_on_once");
  }

  @Test
  void onlyAnOperatorRules() {
    assertThatThrownBy(() ->
            new OperatorRulings(DATABASE, "nobody").rule(there.id(), 5, Decision.VOID, "mine"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void aMessageThatIsNotFinalIsNotRuledOn() {
    assertThat(ledger.message(there.id(), 10).messageHash()).isEmpty();
    assertThatThrownBy(() ->
            new OperatorRulings(OPERATORS, "ann").rule(there.id(), 10, Decision.VOID, "early"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("ruling_is_of_a_final_message");
  }

  // Halts

  @Test
  void haltsBothLanesOnce() {
    Incident incident = new Incident(Incident.Kind.PAIR_CONTRADICTED, "forged");

    ledger.haltPair(there.id(), incident);
    ledger.haltPair(back.id(), incident);

    assertThat(ledger.lane(there.id(), 0, 1, Set.of()).halted()).contains("forged");
    assertThat(ledger.lane(back.id(), 0, 1, Set.of()).halted()).contains("forged");
    assertThat(ledger.message(there.id(), 1).halted()).contains("forged");
    assertThat(there.judgements.halted()).contains("forged");
    assertThat(back.judgements.halted()).contains("forged");
  }
}

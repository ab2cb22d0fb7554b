package io.lockstep.model.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.LogPlace;
import io.lockstep.core.domain.delivery.Attempt;
import io.lockstep.core.domain.delivery.Delivered;
import io.lockstep.core.domain.delivery.Executed;
import io.lockstep.core.domain.delivery.Fees;
import io.lockstep.core.domain.delivery.Intent;
import io.lockstep.core.domain.delivery.IntentState;
import io.lockstep.core.domain.delivery.Opening;
import io.lockstep.core.domain.delivery.Outcome;
import io.lockstep.core.domain.delivery.OutcomeEvent;
import io.lockstep.core.domain.delivery.OutcomeEvent.ParkReason;
import io.lockstep.core.domain.delivery.OutcomePage;
import io.lockstep.core.domain.delivery.Receipt;
import io.lockstep.core.domain.delivery.Revert;
import io.lockstep.core.domain.delivery.SignedTransaction;
import io.lockstep.core.domain.delivery.Signer;
import io.lockstep.core.domain.delivery.SignerState;
import io.lockstep.core.domain.delivery.Submission;
import io.lockstep.core.domain.delivery.TransactionState;
import io.lockstep.core.domain.delivery.Unsettled;
import io.lockstep.core.port.DeliveryStore;
import io.lockstep.core.port.OutcomeStore;
import io.lockstep.core.port.SignerStore;
import io.lockstep.core.port.Submissions;
import io.lockstep.model.SampleMessages;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database behind the ports of delivery must do, the one in memory and the real one. */
public abstract class DeliveryPortsContract {
  protected static final LaneId LANE = LaneId.fromHex("0x" + "1a".repeat(32));
  protected static final Signer SIGNER = DeliveryScene.signer(1);

  /** The lane's destination begins here, and outcomes are read through it. */
  protected static final BlockId START = block(100);

  protected static final List<Message> MESSAGES = SampleMessages.of(1, 6);

  private static final Hash32 DIGEST = Keccak256.ofText("a checkpoint");
  private static final Revert REVERT = new Revert("BatchAhead", "BatchAhead(3, 1)");
  private static final Incident INCIDENT = new Incident(Incident.Kind.SIGNER_DRIFTED, "drifted");

  private DeliveryDatabase database;
  private Lease laneLease;
  private Lease signerLease;

  /** {@link #LANE} with {@link #MESSAGES}, all final, of which nothing is executed. */
  protected abstract DeliveryDatabase begin();

  protected static BlockId block(long number) {
    return new BlockId(number, Keccak256.ofText("block " + number));
  }

  @BeforeEach
  void takeLeases() {
    database = begin();
    laneLease = database.take(Lease.nameOf(LANE), "a");
    signerLease = database.take(SIGNER.leaseName(), "a");
  }

  private DeliveryStore delivery() {
    return database.delivery(LANE, laneLease);
  }

  private OutcomeStore outcomes() {
    return database.outcomes(LANE, laneLease);
  }

  private SignerStore signer() {
    return database.signer(SIGNER, signerLease);
  }

  private Submissions submissions() {
    return database.submissions(LANE, laneLease, SIGNER, signerLease);
  }

  private static SignedTransaction transaction(String text) {
    Hash32 hash = Keccak256.ofText(text);
    return new SignedTransaction(hash, hash.bytes(), new Fees.Dynamic(10, 1));
  }

  private static Receipt receipt(String text, long block, boolean succeeded) {
    return new Receipt(Keccak256.ofText(text), block(block), succeeded, 21_000, 10);
  }

  private static Intent.Deliver range(long first, long last) {
    return new Intent.Deliver(LANE, first, last, DIGEST);
  }

  private Opening open(Intent.OfLane intent) {
    return submissions().open(intent, nonce -> transaction("transaction " + nonce));
  }

  private Submission opened(Intent.OfLane intent) {
    return open(intent) instanceof Opening.Opened(Submission submission)
        ? submission
        : fail("expected %s to be opened", intent);
  }

  private void compare() {
    signer().compare(0, Optional.empty());
  }

  private static LaneHead head(long nonce) {
    LaneHead head = LaneHead.genesis(LANE);
    for (Message message : MESSAGES.subList(0, (int) nonce)) {
      head = head.append(message);
    }
    return head;
  }

  private void confirm(long newest, long atFinality, long finalBlock) {
    Executed executed = new Executed(head(newest), head(atFinality), block(finalBlock));
    database.prove(LANE, executed);
    delivery().confirm(new Delivered(newest, head(newest)), executed, Optional.empty());
  }

  private List<Long> liveFirsts() {
    return delivery().liveRanges().stream()
        .flatMap(submission -> submission.range().stream())
        .map(Intent.Deliver::first)
        .toList();
  }

  // Reading

  @Test
  void tellsTheLaneAsItStands() {
    database.prove(LANE, new Executed(head(2), head(1), block(101)));

    assertThat(delivery().finalHead()).isEqualTo(head(6));
    assertThat(delivery().head(2)).contains(head(2).head());
    assertThat(delivery().head(7)).isEmpty();
    assertThat(delivery().messages(2, 3)).map(one -> one.nonce()).containsExactly(2L, 3L, 4L);
    assertThat(delivery().messages(2, 1).getFirst().messageHash())
        .isEqualTo(MESSAGES.get(1).hash());
    assertThat(delivery().messages(7, 3)).isEmpty();
    assertThat(delivery().executed()).isEqualTo(new Executed(head(2), head(1), block(101)));
    assertThat(delivery().delivered()).isEqualTo(new Delivered(0, head(0)));
    assertThat(outcomes().readThrough()).isEqualTo(START.number());
  }

  @Test
  void findsTheFurthestCheckpointThatSuits() {
    List.of(checkpoint(1, 0, 2), checkpoint(1, 1, 4), checkpoint(2, 0, 3), checkpoint(2, 0, 3))
        .forEach(database.attestation(LANE, laneLease)::keep);

    assertThat(furthest(Set.of(1L), 0, 6)).contains(2L);
    assertThat(furthest(Set.of(1L), 1, 6)).contains(4L);
    assertThat(furthest(Set.of(1L, 2L), 0, 6)).contains(3L);
    assertThat(furthest(Set.of(1L, 2L), 1, 3)).contains(3L);
    assertThat(furthest(Set.of(1L), 2, 3)).isEmpty();
    assertThat(furthest(Set.of(3L), 0, 6)).isEmpty();
  }

  private static KeptCheckpoint checkpoint(long epoch, long from, long nonce) {
    return SimulatedAttesters.checkpoint(
        LANE, epoch, from, nonce, head(nonce).head(), new TreeSet<>());
  }

  private Optional<Long> furthest(Set<Long> epochs, long start, long nonceMax) {
    return delivery().furthest(epochs, start, nonceMax).map(kept -> kept.checkpoint().nonce());
  }

  // Opening

  @Test
  void opensUnderRisingNoncesOnceTheSignerIsCompared() {
    assertThat(open(range(1, 2))).isInstanceOf(Opening.Refused.class);
    signer().compare(7, Optional.empty());

    Submission first = opened(range(1, 2));
    Submission second = opened(range(3, 3));

    assertThat(first.transactionNonce()).isEqualTo(7);
    assertThat(second.transactionNonce()).isEqualTo(8);
    assertThat(first.isLive()).isTrue();
    assertThat(first.transaction()).isEqualTo(new TransactionState.Pending());
    assertThat(first.newest().transaction()).isEqualTo(transaction("transaction 7"));
    assertThat(signer().open()).containsExactly(first, second);
    assertThat(delivery().liveRanges()).containsExactly(first, second);
    assertThat(submissions().openCount()).isEqualTo(2);
    assertThat(signer().state()).isEqualTo(new SignerState(9, 0, true));
  }

  @Test
  void liveRangesDoNotOverlap() {
    compare();
    opened(range(2, 4));

    assertThat(open(range(4, 5))).isInstanceOf(Opening.Refused.class);
    assertThat(open(range(1, 2))).isInstanceOf(Opening.Refused.class);
    assertThat(open(range(3, 3))).isInstanceOf(Opening.Refused.class);

    assertThat(opened(range(5, 6)).transactionNonce()).isEqualTo(1);
  }

  @Test
  void oneIntentOfAKindIsLiveForAMessage() {
    compare();
    opened(new Intent.Settle(LANE, 1, Intent.Settle.Kind.RETRY));

    assertThat(open(new Intent.Settle(LANE, 1, Intent.Settle.Kind.RETRY)))
        .isInstanceOf(Opening.Refused.class);
    opened(new Intent.Settle(LANE, 1, Intent.Settle.Kind.VOID));
    opened(new Intent.Settle(LANE, 2, Intent.Settle.Kind.RETRY));
    opened(range(1, 2));
  }

  @Test
  void aHaltedLaneOpensNothing() {
    compare();
    delivery().haltPair(new Incident(Incident.Kind.PAIR_CONTRADICTED, "forged"));

    assertThat(delivery().halted()).contains("forged");
    assertThat(open(range(1, 1))).isInstanceOf(Opening.Refused.class);
    assertThat(database.incidents()).hasSize(1);
  }

  @Test
  void aFailureWhileSigningKeepsNothing() {
    compare();

    assertThatThrownBy(() ->
            submissions()
                .open(
                    range(1, 1),
                    _ -> {
                      throw new IllegalStateException("no key");
                    }))
        .hasMessageContaining("no key");

    assertThat(signer().open()).isEmpty();
    assertThat(signer().state().next()).isZero();
  }

  // Leases

  @Test
  void aLeaseThatPassedToSomebodyElseWritesNothing() {
    compare();
    opened(range(1, 1));
    database.take(Lease.nameOf(LANE), "b");

    assertThatThrownBy(() -> open(range(2, 2)));
    assertThatThrownBy(() -> confirm(1, 0, 100));
    assertThatThrownBy(() -> outcomes().keep(new OutcomePage(List.of(), 101)));
    assertThatThrownBy(() -> database.attestation(LANE, laneLease).keep(checkpoint(1, 0, 2)));
    assertThat(liveFirsts()).containsExactly(1L);
    signer().include(0, receipt("transaction 0", 101, true));
  }

  @Test
  void aSignersLeaseThatPassedToSomebodyElseWritesNothing() {
    compare();
    opened(range(1, 1));
    database.take(SIGNER.leaseName(), "b");

    assertThatThrownBy(() -> open(range(2, 2)));
    assertThatThrownBy(this::compare);
    assertThatThrownBy(() -> signer().cancel(0));
    assertThatThrownBy(() -> signer().add(0, attempt("bumped", false)));
    assertThat(signer().open().getFirst().attempts()).hasSize(1);
    confirm(1, 0, 100);
  }

  @Test
  void aNewLeaseComparesAnew() {
    compare();
    signerLease = database.take(SIGNER.leaseName(), "a");

    assertThat(signer().state().compared()).isFalse();
    assertThat(open(range(1, 1))).isInstanceOf(Opening.Refused.class);
  }

  // A signer's transactions

  @Test
  void theNextNonceOnlyRises() {
    signer().compare(5, Optional.empty());
    signer().compare(3, Optional.of(INCIDENT));

    assertThat(signer().state()).isEqualTo(new SignerState(5, 0, true));
    assertThat(database.incidents()).containsExactly(INCIDENT);
  }

  private static Attempt attempt(String text, boolean empty) {
    return new Attempt(transaction(text), empty, Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void aTransactionIsSeenThrough() {
    compare();
    opened(range(1, 1));
    Receipt receipt = receipt("bumped", 101, true);

    signer().add(0, attempt("bumped", false));
    assertThat(signer().open().getFirst().newest()).isEqualTo(attempt("bumped", false));
    signer().include(0, receipt);
    assertThat(signer().open().getFirst().transaction())
        .isEqualTo(new TransactionState.Included(receipt));
    signer().vanish(0);
    assertThat(signer().open().getFirst().transaction())
        .isEqualTo(new TransactionState.Vanished(receipt));
    signer().include(0, receipt);
    signer().finish(0, receipt);

    assertThat(signer().open()).isEmpty();
    assertThat(signer().state()).isEqualTo(new SignerState(1, 1, true));
    assertThat(delivery().liveRanges())
        .map(Submission::transaction)
        .containsExactly(new TransactionState.Final(receipt));
    assertThatThrownBy(() -> signer().add(0, attempt("too late", false)));
  }

  @Test
  void aRevertFreesTheRangeAndIsCounted() {
    compare();
    opened(range(1, 2));
    signer().revert(0, REVERT, Optional.of(INCIDENT));
    signer().revert(0, new Revert("Again", "a second time"), Optional.empty());
    opened(range(1, 1));

    assertThat(signer().revertsLike(1)).isEqualTo(1);
    signer().revert(1, REVERT, Optional.empty());

    assertThat(liveFirsts()).isEmpty();
    assertThat(signer().open())
        .map(Submission::state)
        .containsExactly(new IntentState.Reverted(REVERT), new IntentState.Reverted(REVERT));
    assertThat(delivery().reverts(1).count()).isEqualTo(2);
    assertThat(delivery().reverts(1).last().orElseThrow().revert()).isEqualTo(REVERT);
    assertThat(delivery().reverts(2).count()).isZero();
    opened(range(1, 1));
    signer().cancel(2);
    assertThat(delivery().reverts(1).count()).isZero();
  }

  @Test
  void aNonceThatAStrangerUsedIsConceded() {
    compare();
    opened(range(1, 1));

    signer().concede(0, INCIDENT);

    assertThat(signer().open()).isEmpty();
    assertThat(liveFirsts()).isEmpty();
    assertThat(signer().state().settled()).isEqualTo(1);
    assertThat(database.incidents()).containsExactly(INCIDENT);
  }

  @Test
  void aGapIsFilledOnce() {
    signer().compare(2, Optional.empty());

    Submission filled = signer().fill(1, transaction("nothing"));

    assertThat(filled.intent()).isEqualTo(new Intent.Fill());
    assertThat(filled.isLive()).isFalse();
    assertThat(signer().open()).containsExactly(filled);
    assertThatThrownBy(() -> signer().fill(1, transaction("again")));
    assertThatThrownBy(() -> signer().fill(2, transaction("beyond")));
  }

  // What the destination shows

  @Test
  void whatIsExecutedIsSpent() {
    compare();
    opened(range(1, 2));
    opened(range(3, 4));

    confirm(3, 0, 100);

    assertThat(liveFirsts()).containsExactly(3L);
    assertThat(delivery().delivered()).isEqualTo(new Delivered(3, head(3)));
    assertThat(signer().open()).hasSize(2);
  }

  @Test
  void whatIsTakenBackIsLiveAgain() {
    compare();
    opened(range(1, 2));
    opened(range(3, 4));
    confirm(4, 0, 100);

    confirm(2, 0, 100);
    assertThat(liveFirsts()).containsExactly(3L);

    confirm(0, 0, 100);
    assertThat(liveFirsts()).containsExactly(1L, 3L);
  }

  @Test
  void whatIsGivenUpOrFinalIsNotRevived() {
    compare();
    opened(range(1, 1));
    opened(range(2, 2));
    opened(range(3, 3));
    confirm(3, 0, 100);
    signer().add(1, attempt("empty", true));
    signer().finish(0, receipt("transaction 0", 100, true));

    confirm(0, 0, 100);

    assertThat(liveFirsts()).containsExactly(3L);
  }

  @Test
  void aReceiptThatTheDestinationDoesNotConfirmHasNoEffect() {
    compare();
    opened(range(1, 2));
    signer().finish(0, receipt("transaction 0", 105, true));

    confirm(0, 0, 104);
    assertThat(liveFirsts()).containsExactly(1L);
    confirm(0, 0, 105);

    assertThat(liveFirsts()).isEmpty();
    assertThat(database.incidents())
        .map(Incident::kind)
        .containsExactly(Incident.Kind.DELIVERY_INEFFECTIVE);
  }

  // Outcomes

  private static OutcomeEvent parked(long nonce, ParkReason reason) {
    Hash32 hash = MESSAGES.get((int) nonce - 1).hash();
    return new OutcomeEvent.Parked(nonce, reason, hash, place());
  }

  private static LogPlace place() {
    return new LogPlace(block(101), Keccak256.ofText("a transaction"), 0);
  }

  @Test
  void theLastEventIsTheOutcome() {
    outcomes()
        .keep(
            new OutcomePage(
                List.of(
                    parked(1, ParkReason.FAILED),
                    parked(2, ParkReason.HELD),
                    new OutcomeEvent.DeliveredLate(1, place()),
                    parked(3, ParkReason.EXPIRED)),
                101));

    assertThat(outcomes().readThrough()).isEqualTo(101);
    assertThat(outcomes().unsettled(10))
        .map(Unsettled::outcome)
        .containsExactlyInAnyOrder(new Outcome.Held(), new Outcome.Parked(ParkReason.EXPIRED));
    assertThat(outcomes().unsettled(1)).hasSize(1);
    assertThatThrownBy(() -> outcomes().keep(new OutcomePage(List.of(), 101)));
  }

  @Test
  void anOutcomeEndsTheIntentsThatItDoesNotAllow() {
    compare();
    outcomes().keep(new OutcomePage(List.of(parked(1, ParkReason.FAILED)), 101));
    opened(new Intent.Settle(LANE, 1, Intent.Settle.Kind.RETRY));
    assertThat(outcomes().unsettled(10)).isEmpty();

    outcomes()
        .keep(
            new OutcomePage(
                List.of(new OutcomeEvent.Voided(1, MESSAGES.getFirst().hash(), place())), 102));

    assertThat(signer().open()).map(Submission::state).containsExactly(new IntentState.Spent());
    assertThat(outcomes().unsettled(10))
        .map(Unsettled::outcome, Unsettled::attempts)
        .containsExactly(tuple(new Outcome.VoidPending(), 0));
  }

  @Test
  void anAttemptWithoutEffectIsCounted() {
    compare();
    outcomes().keep(new OutcomePage(List.of(parked(1, ParkReason.FAILED)), 101));
    opened(new Intent.Settle(LANE, 1, Intent.Settle.Kind.RETRY));
    signer().revert(0, new Revert("DeliveryFailed", "DeliveryFailed(1)"), Optional.empty());
    opened(new Intent.Settle(LANE, 1, Intent.Settle.Kind.RETRY));
    signer().finish(1, receipt("transaction 1", 102, true));

    outcomes().keep(new OutcomePage(List.of(), 101 + 1));

    assertThat(outcomes().unsettled(10)).map(Unsettled::attempts).containsExactly(2);
  }
}

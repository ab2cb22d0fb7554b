package io.lockstep.attestation.attester;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.attester.Refusal.Reason;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Ruling;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of an attester, one by one: what it is handed and what it has on record. */
class VouchingTest {
  private static final Panel PANEL = Panel.of(3, 4);
  private static final Lane LANE =
      new Lane(
          gateway(1, "0x1111111111111111111111111111111111111111"),
          gateway(2, "0x2222222222222222222222222222222222222222"),
          new Channel(Keccak256.ofText("margin")));
  private static final LaneId ID = LANE.id();
  private static final int HOLDS_PER_HOUR = 2;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final LedgerInMemory ledger = new LedgerInMemory(ID, LANE.paired().id());
  private final Vouching vouching = vouching(Fence.OPEN);

  VouchingTest() {
    LongStream.rangeClosed(1, 9).forEach(i -> ledger.append(Keccak256.ofText("message " + i)));
    ledger.executed = 3;
  }

  private static InteroperableAddress gateway(long chain, String address) {
    return new InteroperableAddress(ChainId.of(chain), Address.fromHex(address));
  }

  private Vouching vouching(Fence fence) {
    HoldQuota quota = new HoldQuota(HOLDS_PER_HOUR, Duration.ofHours(1), now::get);
    return new Vouching(1, Map.of(ID, LANE), ledger, new ForeignHolds(PANEL.key(), quota), fence);
  }

  private CheckpointProposal proposal(long from, long nonce, SignedMessage... statements) {
    return proposal(from, nonce, Holds.NONE, statements);
  }

  private CheckpointProposal proposal(
      long from, long nonce, Holds holds, SignedMessage... statements) {
    return new CheckpointProposal(
        new Checkpoint(ID, from, nonce, ledger.head(nonce).head(), holds, 1), List.of(statements));
  }

  private HoldStatement statement(long nonce) {
    return new HoldStatement(ID, nonce, ledger.message(nonce));
  }

  private void approved(Proposal proposal) {
    assertThat(vouching.consider(proposal)).isInstanceOf(Vouching.Outcome.Approved.class);
  }

  private void refused(Reason reason, Proposal proposal) {
    refused(vouching, reason, proposal);
  }

  private void refused(Vouching attester, Reason reason, Proposal proposal) {
    assertThat(attester.consider(proposal))
        .isInstanceOfSatisfying(
            Vouching.Outcome.Refused.class,
            outcome -> assertThat(outcome.refusal().reason()).isEqualTo(reason));
    assertThat(ledger.signedHeads).as("signed").isEmpty();
    assertThat(ledger.signedRulings).as("ruled").isEmpty();
  }

  // What it signs

  @Test
  void itSignsWhatItHasOnRecordForTheDestinationAndWritesItDown() {
    CheckpointProposal proposal = proposal(2, 7);
    Hash32 digest = proposal.checkpoint().digest(DomainSeparator.of(LANE.destination()));

    assertThat(vouching.consider(proposal))
        .isEqualTo(new Vouching.Outcome.Approved(new ApprovedMessage(digest)));
    assertThat(ledger.signedHeads).containsExactly(new SignedHead(proposal.checkpoint(), digest));
  }

  @Test
  void itSignsAnyHeadThatItHasAndTheSameAgain() {
    approved(proposal(0, 9));
    approved(proposal(3, 4));
    approved(proposal(0, 9));
  }

  // What it has not proven

  @Test
  void nothingBeyondWhatIsFinalHere() {
    Hash32 next = ledger.head(9).append(Keccak256.ofText("message 10")).head();
    Checkpoint checkpoint = new Checkpoint(ID, 0, 10, next, Holds.NONE, 1);

    refused(Reason.NOT_FINAL, new CheckpointProposal(checkpoint, List.of()));
  }

  @Test
  void nothingThatIsNotJudged() {
    ledger.judged = 6;

    refused(Reason.NOT_JUDGED, proposal(0, 7));
    approved(proposal(0, 6));
  }

  @Test
  void noHeadThatContradictsItsOwn() {
    Checkpoint forged = new Checkpoint(ID, 0, 5, Keccak256.ofText("forged"), Holds.NONE, 1);

    refused(Reason.CONTRADICTS, new CheckpointProposal(forged, List.of()));
  }

  @Test
  void noOtherLaneThanItFollows() {
    Checkpoint foreign =
        new Checkpoint(LANE.paired().id(), 0, 5, ledger.head(5).head(), Holds.NONE, 1);

    refused(Reason.UNKNOWN_LANE, new CheckpointProposal(foreign, List.of()));
  }

  @Test
  void noOtherEpochThanThatOfItsShare() {
    Checkpoint later = new Checkpoint(ID, 0, 5, ledger.head(5).head(), Holds.NONE, 2);

    refused(Reason.WRONG_EPOCH, new CheckpointProposal(later, List.of()));
  }

  @Test
  void nothingWhileItIsFencedOrHalted() {
    Vouching fenced = vouching(() -> Optional.of("restored"));

    refused(fenced, Reason.FENCED, proposal(0, 5));
    ledger.halts.add(new Incident(Incident.Kind.FINALITY_BROKEN, "broken"));
    refused(Reason.HALTED, proposal(0, 5));
  }

  // The list of holds. Threat 37: a checkpoint with fewer holds is chosen for the same nonce

  @Test
  void noListWithoutEachOfItsOwnHolds() {
    ledger.hold(5);
    ledger.hold(8);

    refused(Reason.HOLD_MISSING, proposal(0, 9));
    refused(Reason.HOLD_MISSING, proposal(0, 9, Holds.of(5)));
    refused(Reason.HOLD_MISSING, proposal(0, 5));
    approved(proposal(0, 9, Holds.of(5, 8)));
  }

  @Test
  void holdsOutsideOfTheRangeAreNotOfIt() {
    ledger.hold(3);
    ledger.hold(8);

    approved(proposal(3, 7));
  }

  /** Otherwise a hold in front of it would be left out, and the message delivered. */
  @Test
  void theRangeBeginsWhereTheDestinationIsAtFinality() {
    ledger.hold(4);

    refused(Reason.FROM_AHEAD, proposal(4, 7));
    ledger.executed = 4;
    approved(proposal(4, 7));
  }

  @Test
  void anothersHoldNeedsItsWord() {
    refused(Reason.HOLD_UNFOUNDED, proposal(0, 9, Holds.of(5)));
    approved(proposal(0, 9, Holds.of(5), PANEL.holds(2, statement(5))));
  }

  @Test
  void aWordOfAnotherMessageLaneNonceKindOrKeyIsNone() {
    HoldStatement right = statement(5);
    Hash32 scope = PANEL.key().hash();
    for (SignedMessage word :
        List.of(
            PANEL.holds(2, statement(6)),
            PANEL.holds(2, new HoldStatement(ID, 5, Keccak256.ofText("another"))),
            PANEL.holds(2, new HoldStatement(LANE.paired().id(), 5, right.messageHash())),
            PANEL.says(2, MessageKind.LAST_HEARD, scope, right.encode()),
            PANEL.says(2, MessageKind.HOLD, PANEL.refreshed().key().hash(), right.encode()))) {
      refused(Reason.HOLD_UNFOUNDED, proposal(0, 9, Holds.of(5), word));
    }
  }

  /** Threat 12: copies of an unknown signer weigh nothing. */
  @Test
  void aStrangersWordIsNone() {
    IdentitySigner stranger = IdentitySigner.generate(new SecureRandom());
    SignedMessage inAnothersName =
        SignedMessage.sign(
            stranger, Panel.id(2), MessageKind.HOLD, PANEL.key().hash(), statement(5).encode());
    SignedMessage inItsOwn =
        SignedMessage.sign(
            stranger, Panel.id(9), MessageKind.HOLD, PANEL.key().hash(), statement(5).encode());

    refused(Reason.HOLD_UNFOUNDED, proposal(0, 9, Holds.of(5), inAnothersName));
    refused(Reason.HOLD_UNFOUNDED, proposal(0, 9, Holds.of(5), inItsOwn));
  }

  @Test
  void aHoldBeyondWhatIsFinalIsNone() {
    HoldStatement beyond = new HoldStatement(ID, 9, ledger.message(9));
    ledger.messages.remove(9L);

    refused(Reason.HOLD_UNFOUNDED, proposal(0, 9, Holds.of(9), PANEL.holds(2, beyond)));
  }

  @Test
  void nobodyStopsALaneByItself() {
    approved(proposal(0, 5, Holds.of(4, 5), both(2, 4, 5)));
    ledger.signedHeads.clear();

    refused(Reason.HOLDS_OVER_QUOTA, proposal(0, 6, Holds.of(6), PANEL.holds(2, statement(6))));
    approved(proposal(0, 5, Holds.of(4, 5), both(2, 4, 5)));
    approved(proposal(0, 6, Holds.of(6), PANEL.holds(3, statement(6))));
  }

  private SignedMessage[] both(int attester, long one, long other) {
    return new SignedMessage[] {
      PANEL.holds(attester, statement(one)), PANEL.holds(attester, statement(other))
    };
  }

  @Test
  void theQuotaIsRenewed() {
    approved(proposal(0, 5, Holds.of(4, 5), both(2, 4, 5)));
    now.set(now.get().plus(Duration.ofHours(1)));

    approved(proposal(0, 6, Holds.of(6), PANEL.holds(2, statement(6))));
  }

  /** Nothing is taken from a quota by a proposal that is refused. */
  @Test
  void refusedProposalsCostTheAuthorNothing() {
    for (long nonce = 4; nonce <= 9; nonce++) {
      Holds unfounded = Holds.of(nonce == 9 ? new long[] {8, 9} : new long[] {nonce, 9});
      refused(
          Reason.HOLD_UNFOUNDED,
          proposal(0, 9, unfounded, PANEL.holds(2, statement(nonce == 9 ? 8 : nonce))));
    }
    approved(proposal(0, 9, Holds.of(4, 5), both(2, 4, 5)));
  }

  // The paired lane. Threat 34: a forged message voided, its genuine refund signed by honest ones

  @Test
  void whatTheSourceExecutedOfThePairedLaneMustBeWhatThatHolds() {
    LaneHead genuine = LaneHead.genesis(LANE.paired().id()).append(Keccak256.ofText("genuine"));
    LaneHead forged = LaneHead.genesis(LANE.paired().id()).append(Keccak256.ofText("forged"));
    ledger.pairedHead = Optional.of(genuine.head());
    ledger.pairedInbound = genuine;
    approved(proposal(0, 9));
    ledger.signedHeads.clear();

    ledger.pairedInbound = forged;
    refused(Reason.HALTED, proposal(0, 9));
    assertThat(ledger.halts)
        .singleElement()
        .satisfies(halt -> {
          assertThat(halt.kind()).isEqualTo(Incident.Kind.PAIR_CONTRADICTED);
          assertThat(halt.text()).contains(forged.head().toString(), genuine.head().toString());
        });
    ledger.pairedInbound = genuine;
    refused(Reason.HALTED, proposal(0, 9));
  }

  @Test
  void whatIsExecutedBeyondWhatIsFinalIsWaitedFor() {
    ledger.pairedHead = Optional.empty();

    refused(Reason.PAIR_NOT_FINAL, proposal(0, 9));
    assertThat(ledger.halts).isEmpty();
  }

  // Rulings

  private RulingProposal ruling(long nonce, Decision decision) {
    return new RulingProposal(new Ruling(ID, nonce, ledger.message(nonce), decision, 1));
  }

  @ParameterizedTest
  @EnumSource(Decision.class)
  void itRulesAsItsOperatorHasDecided(Decision decision) {
    ledger.decisions.put(2L, decision);

    approved(ruling(2, decision));
    assertThat(ledger.signedRulings)
        .singleElement()
        .satisfies(signed -> {
          assertThat(signed.ruling()).isEqualTo(ruling(2, decision).ruling());
          assertThat(signed.digest())
              .isEqualTo(signed.ruling().digest(DomainSeparator.of(LANE.destination())));
        });
  }

  @Test
  void itDoesNotRuleOtherwiseOrWithoutADecision() {
    ledger.decisions.put(2L, Decision.VOID);

    refused(Reason.NOT_RULED, ruling(2, Decision.DELIVER));
    refused(Reason.NOT_RULED, ruling(3, Decision.DELIVER));
  }

  @Test
  void itRulesAtDestinationFinalityOnly() {
    ledger.decisions.put(4L, Decision.DELIVER);

    refused(Reason.NOT_EXECUTED, ruling(4, Decision.DELIVER));
    ledger.executed = 4;
    approved(ruling(4, Decision.DELIVER));
  }

  @Test
  void itRulesOnNoOtherMessage() {
    ledger.decisions.put(2L, Decision.DELIVER);
    Ruling another = new Ruling(ID, 2, Keccak256.ofText("another"), Decision.DELIVER, 1);

    refused(Reason.CONTRADICTS, new RulingProposal(another));
  }
}

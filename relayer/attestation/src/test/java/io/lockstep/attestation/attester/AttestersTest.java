package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.attester.Refusal.Reason;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.Patience;
import io.lockstep.attestation.signing.SigningCoordinator;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.SigningStep;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Four attesters, three of which make a signature, and a coordinator that nobody believes. */
class AttestersTest {
  private static final Panel PANEL = Panel.of(3, 4);
  private static final Lane LANE =
      new Lane(
          gateway(1, "0x1111111111111111111111111111111111111111"),
          gateway(2, "0x2222222222222222222222222222222222222222"),
          new Channel(Keccak256.ofText("margin")));
  private static final DomainSeparator DESTINATION = DomainSeparator.of(LANE.destination());
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMillis(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(5));
  private static final int QUOTA = 3;

  private final List<LedgerInMemory> ledgers = new ArrayList<>();
  private final List<Attester> attesters = new ArrayList<>();
  private final List<Reason> refusals = new ArrayList<>();
  private final CommitmentStore commitments = new CommitmentStore(PANEL.key(), Panel.RELAYER);

  AttestersTest() {
    for (int i = 1; i <= 4; i++) {
      LedgerInMemory ledger = new LedgerInMemory(LANE.id(), LANE.paired().id());
      LongStream.rangeClosed(1, 12).forEach(n -> ledger.append(Keccak256.ofText("message " + n)));
      ledgers.add(ledger);
      attesters.add(attester(i, ledger));
    }
  }

  private static InteroperableAddress gateway(long chain, String address) {
    return new InteroperableAddress(ChainId.of(chain), Address.fromHex(address));
  }

  private static Attester attester(int number, LedgerInMemory ledger) {
    return new Attester(
        PANEL.key(),
        PANEL.share(number),
        PANEL.identity(number),
        Set.of(Panel.RELAYER),
        List.of(LANE, LANE.paired()),
        ledger,
        new HoldQuota(QUOTA, Duration.ofHours(1), () -> Instant.EPOCH),
        Fence.OPEN,
        new SecureRandom());
  }

  private Attester of(Identifier identifier) {
    return attesters.get(identifier.value().intValueExact() - 1);
  }

  /** With the word of all attesters on what they hold. */
  private CheckpointProposal draft(long nonce) {
    CheckpointDraft draft = new CheckpointDraft(PANEL.key(), LANE.id(), 0);
    for (int i = 1; i <= 4; i++) {
      draft.heard(Panel.id(i), attesters.get(i - 1).holds(LANE.id(), 0, nonce));
    }
    assertThat(draft.isEnough()).isTrue();
    return draft.through(nonce, n -> ledgers.getFirst().head(n).head());
  }

  /** Brings what the coordinator wants to the attesters, without a network, until it ends. */
  private Optional<FrostSignature> signed(CheckpointProposal proposal) {
    Hash32 digest = proposal.checkpoint().digest(DESTINATION);
    Instant now = Instant.EPOCH;
    SigningCoordinator coordinator = new SigningCoordinator(digest, commitments, PATIENCE, now);
    Deque<SigningStep> steps = new ArrayDeque<>(coordinator.tick(now));
    while (true) {
      SigningStep step = steps.poll();
      switch (step) {
        case null -> {
          now = coordinator.nextWake().orElseThrow();
          steps.addAll(coordinator.tick(now));
        }
        case SigningStep.AskCommitments(Identifier signer, Allotment abandoned) ->
            steps.addAll(coordinator.arrived(of(signer).offer(Panel.RELAYER, abandoned), now));
        case SigningStep.RequestShare(Identifier signer, SigningSession session) -> {
          Attester.Reply reply = of(signer).answer(Panel.RELAYER, proposal, session);
          reply.why().map(Refusal::reason).ifPresent(refusals::add);
          steps.addAll(coordinator.arrived(reply.message(), now));
        }
        case SigningStep.Done(FrostSignature signature, int _) -> {
          return Optional.of(signature);
        }
        case SigningStep.Failed _ -> {
          return Optional.empty();
        }
        case SigningStep.Blame(var evidence) -> throw new AssertionError(evidence);
        case SigningStep.Disregard _ -> {}
      }
    }
  }

  @Test
  void aQuorumSignsWhatItHasProven() {
    CheckpointProposal proposal = draft(12);

    FrostSignature signature = signed(proposal).orElseThrow();

    FinishedCheckpoint finished = new FinishedCheckpoint(proposal.checkpoint(), signature);
    assertThat(finished.requireSigned(PANEL.key().publicKeys().groupKey(), DESTINATION))
        .isEqualTo(proposal.checkpoint().digest(DESTINATION));
    assertThat(ledgers.stream().filter(ledger -> !ledger.signedHeads.isEmpty()).count())
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void aSignatureIsForOneGatewayOnly() {
    CheckpointProposal proposal = draft(12);
    FinishedCheckpoint finished =
        new FinishedCheckpoint(proposal.checkpoint(), signed(proposal).orElseThrow());

    refused(
        NOT_SIGNED,
        "checkpoint",
        () ->
            finished.requireSigned(
                PANEL.key().publicKeys().groupKey(), DomainSeparator.of(LANE.source())));
  }

  @Test
  void oneThatIsBehindIsNotNeeded() {
    ledgers.get(2).judged = 5;

    assertThat(signed(draft(12))).isPresent();
  }

  @Test
  void withTwoOfFourBehindNothingIsSignedButWhatAllHave() {
    ledgers.get(1).judged = 5;
    ledgers.get(2).judged = 5;

    assertThat(signed(draft(12))).isEmpty();
    assertThat(refusals).contains(Reason.NOT_JUDGED);
    assertThat(signed(draft(5))).isPresent();
  }

  // Holds. A message that n − t + 1 = 2 honest ones hold is parked for certain

  @Test
  void whatOneHoldsIsParkedIfItsWordIsOnTheList() {
    ledgers.get(3).hold(7);

    CheckpointProposal proposal = draft(12);

    assertThat(proposal.checkpoint().holds()).isEqualTo(Holds.of(7));
    assertThat(signed(proposal)).isPresent();
  }

  @Test
  void whatTwoHoldCannotBeLeftOut() {
    ledgers.get(1).hold(7);
    ledgers.get(3).hold(7);
    CheckpointProposal dropped =
        new CheckpointDraft(PANEL.key(), LANE.id(), 0)
            .through(12, n -> ledgers.getFirst().head(n).head());

    assertThat(signed(dropped)).isEmpty();
    assertThat(refusals).contains(Reason.HOLD_MISSING);
    assertThat(signed(draft(12))).isPresent();
  }

  /** One that holds everything is left out, and the lane goes on without it. */
  @Test
  void oneThatHoldsEverythingDoesNotStopTheLane() {
    LongStream.rangeClosed(1, 12).forEach(ledgers.get(3)::hold);

    assertThat(signed(draft(12))).isEmpty();
    assertThat(refusals).contains(Reason.HOLDS_OVER_QUOTA);
    CheckpointDraft without = new CheckpointDraft(PANEL.key(), LANE.id(), 0);
    assertThat(signed(without.through(12, n -> ledgers.getFirst().head(n).head()))).isPresent();
  }

  @Test
  void aDraftTakesTheWordOfWhoHoldsLess() {
    ledgers.get(1).hold(4);
    LongStream.of(4, 5, 6).forEach(ledgers.get(2)::hold);

    CheckpointProposal proposal = draft(12);

    assertThat(proposal.statements())
        .extracting(SignedMessage::sender)
        .containsExactly(Panel.id(2), Panel.id(3), Panel.id(3));
  }

  @Test
  void aDraftTakesNobodysWordForAnother() {
    ledgers.get(1).hold(4);
    List<SignedMessage> said = attesters.get(1).holds(LANE.id(), 0, 12);
    CheckpointDraft draft = new CheckpointDraft(PANEL.key(), LANE.id(), 0);

    assertThat(draft.heard(Panel.id(1), said)).isZero();
    assertThat(draft.heard(Panel.id(2), said)).isOne();
    assertThat(new CheckpointDraft(PANEL.key(), LANE.paired().id(), 0).heard(Panel.id(2), said))
        .isZero();
    assertThat(new CheckpointDraft(PANEL.key(), LANE.id(), 4).heard(Panel.id(2), said)).isZero();
  }

  @Test
  void aListThatIsFullEndsTheCheckpointEarlier() {
    LedgerInMemory ledger = ledgers.getFirst();
    LongStream.rangeClosed(13, 300).forEach(n -> ledger.append(Keccak256.ofText("more " + n)));
    LongStream.rangeClosed(1, 300).forEach(ledger::hold);
    CheckpointDraft draft = new CheckpointDraft(PANEL.key(), LANE.id(), 0);
    draft.heard(Panel.id(1), attesters.getFirst().holds(LANE.id(), 0, 300));

    CheckpointProposal proposal = draft.through(300, n -> ledger.head(n).head());

    assertThat(proposal.checkpoint().nonce()).isEqualTo(256);
    assertThat(proposal.checkpoint().holds().nonces()).hasSize(256);
    assertThat(Proposal.decode(proposal.encode())).isEqualTo(proposal);
  }

  // Who asks, and for what

  @Test
  void aSessionOverAnotherDigestThanTheProposalsIsRefused() {
    CheckpointProposal proposal = draft(12);
    Hash32 another = draft(11).checkpoint().digest(DESTINATION);
    SigningSession session =
        PANEL.session(
            another,
            PANEL.pool(
                1,
                (_, _) -> {
                  throw new AssertionError("nothing is used");
                }));

    Attester.Reply reply = attesters.getFirst().answer(Panel.RELAYER, proposal, session);

    assertThat(reply.why()).as("it vouches for the proposal").isEmpty();
    assertThat(Answer.decode(Panel.id(1), reply.message().body()))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void strangersAreNotAnswered() {
    CoordinatorId stranger = CoordinatorId.named("stranger");

    refused(
        FOREIGN,
        "coordinator",
        () -> attesters.getFirst().offer(stranger, new Allotment(Panel.id(1), List.of())));
  }

  /** What is in memory may be in another memory too. */
  @Test
  void afterAJumpOfTheClockNoOldCommitmentIsGood() {
    assertThat(signed(draft(11))).isPresent();
    attesters.forEach(Attester::forgetNonces);

    assertThat(signed(draft(12))).isPresent();
  }
}

package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.attestation.signing.SignerPool;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Threat 33: an attester restored from a backup signs nothing that it might have signed before. */
class StartingFenceTest {
  private static final Panel PANEL = Panel.of(3, 4);
  private static final Hash32 QUESTION = Keccak256.ofText("first start");
  private static final Hash32 DIGEST = Keccak256.ofText("digest");
  private static final LastHeard NOTHING = new LastHeard(Optional.empty());

  private static StartingFence fence(Panel panel, long height) {
    return fence(panel, () -> height);
  }

  private static StartingFence fence(Panel panel, LongSupplier height) {
    return new StartingFence(panel.key(), Panel.id(1), height, QUESTION);
  }

  private static SignedMessage told(Panel panel, int peer, LastHeard heard) {
    return panel.says(peer, MessageKind.LAST_HEARD, QUESTION, heard.encode());
  }

  /** What peers have of attester 1 after it has signed so many times, the last of all. */
  private static LastHeard afterSigning(Panel panel, int times) {
    AtomicLong height = new AtomicLong();
    SignerPool signer = panel.pool(1, (_, _) -> new CommitmentUse.First(height.incrementAndGet()));
    LastHeard last = NOTHING;
    for (int i = 0; i < times; i++) {
      SigningSession session = panel.session(DIGEST, signer);
      SignedMessage answer =
          signer.answer(Panel.RELAYER, session, new ApprovedMessage(session.digest()));
      last = new LastHeard(Optional.of(new LastHeard.Share(session, answer)));
    }
    return last;
  }

  @Test
  void itIsClosedUntilEnoughPeersHaveAnswered() {
    StartingFence fence = fence(PANEL, 0);

    assertThat(fence.closed()).hasValueSatisfying(why -> assertThat(why).contains("expected 2"));
    fence.heard(told(PANEL, 2, NOTHING));
    fence.heard(told(PANEL, 2, NOTHING));
    assertThat(fence.closed()).as("one peer, twice").isPresent();
    fence.heard(told(PANEL, 4, NOTHING));
    assertThat(fence.closed()).isEmpty();
  }

  @Test
  void whoHasAllThatItsPeersHaveSeenSigns() {
    StartingFence fence = fence(PANEL, 3);

    fence.heard(told(PANEL, 2, afterSigning(PANEL, 3)));
    fence.heard(told(PANEL, 3, afterSigning(PANEL, 1)));
    assertThat(fence.closed()).isEmpty();
  }

  @Test
  void whoHasLessStaysFencedWhateverOthersSay() {
    StartingFence fence = fence(PANEL, 2);

    fence.heard(told(PANEL, 2, NOTHING));
    fence.heard(told(PANEL, 3, afterSigning(PANEL, 3)));
    fence.heard(told(PANEL, 4, NOTHING));
    assertThat(fence.closed())
        .hasValueSatisfying(
            why -> assertThat(why).contains("has 2 entries", "seen 3", "restored from a backup"));
  }

  /** It is open with two of them, signs, and the third has heard of that when it answers. */
  @Test
  void aPeerThatAnswersLateDoesNotCloseIt() {
    AtomicLong height = new AtomicLong(2);
    StartingFence fence = fence(PANEL, height::get);
    fence.heard(told(PANEL, 2, afterSigning(PANEL, 2)));
    fence.heard(told(PANEL, 3, afterSigning(PANEL, 2)));

    height.incrementAndGet();
    fence.heard(told(PANEL, 4, afterSigning(PANEL, 3)));
    assertThat(fence.closed()).isEmpty();
  }

  @Test
  void aPeerThatTakesBackWhatItHasShownDoesNotOpenIt() {
    StartingFence fence = fence(PANEL, 2);

    fence.heard(told(PANEL, 2, afterSigning(PANEL, 3)));
    fence.heard(told(PANEL, 2, NOTHING));
    fence.heard(told(PANEL, 3, NOTHING));
    assertThat(fence.closed()).isPresent();
  }

  /** The broken variant: a fence that does not ask lets the restored copy sign. */
  @Test
  void withoutTheQuestionARestoredCopyWouldSign() {
    assertThat(Fence.OPEN.closed()).isEmpty();
  }

  @Test
  void afterARefreshOldSharesSignNothingSoNothingOldCounts() {
    LastHeard before = afterSigning(PANEL, 5);
    Panel refreshed = PANEL.refreshed();
    StartingFence fence = fence(refreshed, 0);

    fence.heard(told(refreshed, 2, before));
    fence.heard(told(refreshed, 3, before));
    assertThat(fence.closed()).isEmpty();
  }

  @Test
  void nobodyFencesAnotherByALie() {
    StartingFence fence = fence(PANEL, 0);
    LastHeard.Share genuine = afterSigning(PANEL, 1).share().orElseThrow();
    SignedMessage ofAnother =
        PANEL.says(
            2, MessageKind.SIGNING_ANSWER, genuine.session().hash(), genuine.answer().body());
    SignedMessage forged =
        new SignedMessage(
            genuine.answer().kind(),
            genuine.answer().scope(),
            genuine.answer().sender(),
            genuine.answer().body(),
            ofAnother.signature());
    SigningSession another =
        new SigningSession(
            genuine.session().key(), Keccak256.ofText("x"), genuine.session().commitments());

    refused(INCONSISTENT, "last heard", () -> fence.heard(lie(genuine.session(), ofAnother)));
    refused(NOT_SIGNED, "signature", () -> fence.heard(lie(genuine.session(), forged)));
    refused(INCONSISTENT, "last heard", () -> fence.heard(lie(another, genuine.answer())));
    assertThat(fence.closed()).hasValueSatisfying(why -> assertThat(why).startsWith("0 peers"));
  }

  private static SignedMessage lie(SigningSession session, SignedMessage answer) {
    return told(PANEL, 3, new LastHeard(Optional.of(new LastHeard.Share(session, answer))));
  }

  @Test
  void onlyPeersAndOnlyThisQuestionCount() {
    StartingFence fence = fence(PANEL, 0);
    Hash32 earlier = Keccak256.ofText("an earlier start");

    refused(FOREIGN, "peer", () -> fence.heard(told(PANEL, 1, NOTHING)));
    refused(
        FOREIGN,
        "peer",
        () -> fence.heard(PANEL.says(2, MessageKind.LAST_HEARD, earlier, NOTHING.encode())));
    refused(
        FOREIGN,
        "peer",
        () -> fence.heard(PANEL.says(2, MessageKind.HOLD, QUESTION, NOTHING.encode())));
    assertThat(fence.closed()).isPresent();
  }
}

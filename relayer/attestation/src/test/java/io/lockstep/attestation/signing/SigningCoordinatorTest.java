package io.lockstep.attestation.signing;

import static io.lockstep.attestation.signing.SigningStep.Disregard.Cause.FOREIGN;
import static io.lockstep.attestation.signing.SigningStep.Disregard.Cause.NOT_SIGNED;
import static io.lockstep.attestation.signing.SigningStep.Disregard.Cause.OVER;
import static io.lockstep.attestation.signing.SigningStep.Disregard.Cause.REPEATED;
import static io.lockstep.attestation.signing.SigningStep.Disregard.Cause.UNREADABLE;
import static io.lockstep.attestation.signing.TestQuorum.DIGEST;
import static io.lockstep.attestation.signing.TestQuorum.OTHER;
import static io.lockstep.attestation.signing.TestQuorum.RELAYER;
import static io.lockstep.attestation.signing.TestQuorum.id;
import static io.lockstep.attestation.signing.TestQuorum.none;
import static io.lockstep.attestation.signing.TestQuorum.offered;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Rehearsal.Voice;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 3 of 5 sign, two may be faulty: never more than three sessions without a refusal. */
class SigningCoordinatorTest {
  private static final TestQuorum QUORUM = TestQuorum.of(3, 5);

  private final Rehearsal rehearsal = new Rehearsal(QUORUM);

  private void signedIn(int sessions) {
    assertThat(rehearsal.ending())
        .isInstanceOfSatisfying(
            SigningStep.Done.class,
            done -> {
              assertThat(done.sessions()).isEqualTo(sessions);
              assertThat(
                      FrostVerifier.verify(
                          QUORUM.key().publicKeys().groupKey(), DIGEST, done.signature()))
                  .isTrue();
            });
    assertThat(rehearsal.sessions()).hasSize(sessions);
  }

  private Map<Identifier, Conduct> failed() {
    assertThat(rehearsal.ending()).isInstanceOf(SigningStep.Failed.class);
    return ((SigningStep.Failed) rehearsal.ending()).report().conduct();
  }

  @Test
  void honestSignersSignInOneSession() {
    rehearsal.run();

    signedIn(1);
    assertThat(rehearsal.steps(SigningStep.AskCommitments.class)).hasSize(5);
  }

  @Test
  void nextSigningAsksForNothingButShares() {
    rehearsal.run();
    rehearsal.beginNext();
    rehearsal.run();

    signedIn(1);
    assertThat(rehearsal.steps(SigningStep.AskCommitments.class)).isEmpty();
    assertThat(rehearsal.steps).hasSize(3 + 1);
  }

  /** More signings than a signer has commitments at a time: each share brings another. */
  @Test
  void noSigningAfterTheFirstAsksForCommitments() {
    rehearsal.run();
    for (int i = 0; i < 2 * Allotment.SIZE_MAX; i++) {
      rehearsal.beginNext();
      rehearsal.run();
      assertThat(rehearsal.steps(SigningStep.AskCommitments.class)).isEmpty();
    }
  }

  @Test
  void manySigningsUseEachCommitmentOnce() {
    List<SigningCommitment> placed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rehearsal.beginNext();
      rehearsal.runToTheEnd();
      signedIn(1);
      placed.addAll(rehearsal.sessions().getFirst().commitments().commitments());
    }

    assertThat(placed).doesNotHaveDuplicates().hasSize(60);
  }

  @Test
  void silentSignersCostOneSessionEachAtMost() {
    rehearsal.voice(1, Voice.inSession(Voice.SILENT)).voice(2, Voice.inSession(Voice.SILENT));
    rehearsal.runToTheEnd();

    signedIn(2);
    assertThat(rehearsal.blamed()).isEmpty();
  }

  @Test
  void silentSignersThatComeOneAfterTheOtherCostTwoSessions() {
    rehearsal.voice(1, Voice.inSession(Voice.SILENT)).voice(4, Voice.inSession(Voice.SILENT));
    rehearsal.runToTheEnd();

    signedIn(3);
  }

  @Test
  void signersThatNeverOfferedAreNotWaitedFor() {
    rehearsal.voice(1, Voice.SILENT).voice(2, Voice.SILENT);
    rehearsal.run();

    signedIn(1);
  }

  @Test
  void lateShareCompletesItsSession() {
    List<SignedMessage> late = new ArrayList<>();
    Voice slow =
        Voice.inSession((_, message) -> {
          late.add(message);
          return List.of();
        });
    IntStream.rangeClosed(1, 3).forEach(signer -> rehearsal.voice(signer, slow));
    rehearsal.run();
    assertThat(rehearsal.sessions()).hasSize(1);
    assertThat(rehearsal.isDone()).isFalse();

    List.copyOf(late).forEach(rehearsal::hear);

    signedIn(1);
  }

  /** It may never have heard of the session, and would hold its nonces ready for ever. */
  @Test
  void whatASilentSignerWasAskedForIsAbandonedWhenTheSigningEnds() {
    rehearsal.voice(1, Voice.inSession(Voice.SILENT));
    rehearsal.run();
    rehearsal.giveUp();

    SigningSession session = rehearsal.sessions().getFirst();
    assertThat(rehearsal.store().abandoned(id(1)).commitments())
        .containsExactly(session.commitments().find(id(1)).orElseThrow());
    assertThat(rehearsal.store().abandoned(id(2)).commitments()).isEmpty();
  }

  /** It has told what it holds now, so there is nothing to wait for. */
  @Test
  void signerThatHasRestartedIsAskedAgainAtOnce() {
    rehearsal.voice(4, Voice.SILENT).voice(5, Voice.SILENT);
    rehearsal.run();
    rehearsal.beginNext();
    rehearsal.restart(1);
    rehearsal.run();

    signedIn(2);
  }

  @Test
  void liarIsBlamedWithEvidenceAndLeftOut() {
    rehearsal.voice(1, Lies.wrongShare(QUORUM));
    rehearsal.run();

    signedIn(2);
    assertThat(rehearsal.blamed()).containsExactly(id(1));
    assertThat(rehearsal.steps(SigningStep.Blame.class))
        .allMatch(blame -> blame.evidence().proves(QUORUM.key()));
    assertThat(rehearsal.sessions().getLast().signers()).doesNotContain(id(1));
  }

  @Test
  void asManyLiarsAsThereMayBeAreBlamedInOneSession() {
    rehearsal.voice(1, Lies.wrongShare(QUORUM)).voice(2, Lies.nonsense(QUORUM));
    rehearsal.run();

    signedIn(2);
    assertThat(rehearsal.blamed()).containsExactlyInAnyOrder(id(1), id(2));
  }

  @Test
  void liarsThatComeOneAfterTheOtherCostTwoSessions() {
    rehearsal.voice(1, Lies.wrongShare(QUORUM)).voice(4, Lies.wrongShare(QUORUM));
    rehearsal.runToTheEnd();

    signedIn(3);
    assertThat(rehearsal.blamed()).containsExactly(id(1), id(4));
  }

  /**
   * Its first share is not looked at while another one is awaited. If it went into the next session
   * unseen it could hold up that one too, and one liar would cost two sessions.
   */
  @Test
  void liarIsCaughtBeforeItHoldsUpASecondSession() {
    rehearsal.voice(1, Lies.wrongShare(QUORUM)).voice(2, Voice.inSession(Voice.SILENT));
    rehearsal.runToTheEnd();

    signedIn(2);
    assertThat(rehearsal.blamed()).containsExactly(id(1));
    assertThat(rehearsal.sessions().getLast().signers()).containsExactly(id(3), id(4), id(5));
  }

  @Test
  void floodingSignerFillsNothing() {
    Voice flooding =
        (_, message) -> {
          List<SignedMessage> flood = new ArrayList<>(List.of(message));
          IntStream.range(0, 200).forEach(_ -> flood.add(madeUp(1)));
          return flood;
        };
    rehearsal.voice(1, flooding);
    rehearsal.run();

    // What it has made up it cannot sign with, and says so.
    signedIn(2);
    assertThat(rehearsal.blamed()).isEmpty();
    assertThat(rehearsal.store().size(id(1))).isLessThanOrEqualTo(Allotment.SIZE_MAX);
  }

  /** It was never made with nonces of a pool, which is nobody's business but the signer's. */
  private static SignedMessage madeUp(long signer) {
    SigningNonces nonces = SigningNonces.generate(QUORUM.share(signer), TestQuorum.RANDOM);
    return QUORUM.said(
        signer,
        MessageKind.SIGNING_COMMITMENTS,
        QUORUM.key().hash(),
        new CommitmentOffer(RELAYER, new Allotment(id(signer), List.of(nonces.commitment())))
            .encode());
  }

  @Test
  void restartedSignerCostsOneSessionAndIsNotBlamed() {
    rehearsal.run();
    rehearsal.beginNext();
    rehearsal.restart(1);
    rehearsal.runToTheEnd();

    signedIn(2);
    assertThat(rehearsal.blamed()).isEmpty();
  }

  @Test
  void quorumThatHasRestartedAsAWholeSignsOnceEachHasRefusedOnce() {
    rehearsal.run();
    rehearsal.beginNext();
    IntStream.rangeClosed(1, 5).forEach(rehearsal::restart);
    rehearsal.runToTheEnd();

    assertThat(rehearsal.isDone()).isTrue();
    assertThat(rehearsal.sessions().size()).isLessThanOrEqualTo(3 + 5);
    assertThat(rehearsal.blamed()).isEmpty();
  }

  @Test
  void signerThatAlwaysRefusesIsLeftOut() {
    rehearsal.unapproving.add(id(1));
    rehearsal.voice(4, Voice.SILENT).voice(5, Voice.SILENT);
    rehearsal.runToTheEnd();

    Map<Identifier, Conduct> conduct = failed();
    assertThat(rehearsal.sessions()).hasSize(SigningCoordinator.REFUSALS_MAX);
    assertThat(conduct)
        .extractingByKey(id(1))
        .isEqualTo(
            new Conduct.Refused(RefusalReason.NOT_APPROVED, SigningCoordinator.REFUSALS_MAX));
  }

  @Test
  void signerThatApprovesLaterIsAskedAgain() {
    rehearsal.unapproving.add(id(1));
    rehearsal.voice(4, Voice.SILENT).voice(5, Voice.SILENT);
    rehearsal.run();
    assertThat(rehearsal.isDone()).isFalse();

    rehearsal.unapproving.clear();
    rehearsal.runToTheEnd();

    signedIn(2);
  }

  @Test
  void fewerThanTheThresholdNeverSignAndTheReportSaysWhoDidWhat() {
    rehearsal
        .voice(1, Lies.wrongShare(QUORUM))
        .voice(2, Voice.inSession(Voice.SILENT))
        .voice(3, Voice.SILENT);
    rehearsal.run();
    rehearsal.unreachable(3);
    rehearsal.runToTheEnd();

    Map<Identifier, Conduct> conduct = failed();
    assertThat(conduct.get(id(1))).isInstanceOf(Conduct.Lied.class);
    assertThat(conduct.get(id(2))).isInstanceOf(Conduct.Silent.class);
    assertThat(conduct.get(id(3)))
        .isInstanceOfSatisfying(
            Conduct.Silent.class,
            silent -> {
              assertThat(silent.unreachable()).isTrue();
              assertThat(silent.requests()).isBetween(5, 15);
            });
    assertThat(conduct.get(id(4))).isEqualTo(new Conduct.Answered());
    assertThat(rehearsal.steps(SigningStep.RequestShare.class).count()).isLessThan(40);
  }

  @Test
  void givesUpWhenTold() {
    rehearsal.voice(1, Voice.SILENT).voice(2, Voice.SILENT).voice(3, Voice.SILENT);
    rehearsal.run();
    rehearsal.giveUp();

    assertThat(failed()).hasSize(5);
    rehearsal.giveUp();
    assertThat(rehearsal.steps(SigningStep.Failed.class)).hasSize(1);
  }

  @Test
  void whatWasLostOnTheWayIsAskedForAgain() {
    for (long signer = 1; signer <= 5; signer++) {
      rehearsal.voice(signer, lostAtFirst());
    }
    rehearsal.runToTheEnd();

    assertThat(rehearsal.isDone()).isTrue();
    assertThat(rehearsal.sessions()).hasSizeLessThanOrEqualTo(3);
  }

  /** Of each kind of request the first answer is lost, and so that of the first session. */
  private static Voice lostAtFirst() {
    List<Class<?>> lost = new ArrayList<>();
    return (request, message) -> {
      if (lost.contains(request.getClass())) {
        return List.of(message);
      }
      lost.add(request.getClass());
      return List.of();
    };
  }

  @Test
  void requestsThatNeverArriveDoNotStarveTheCoordinator() {
    for (int i = 0; i < 3 * Allotment.SIZE_MAX; i++) {
      rehearsal.beginNext();
      IntStream.rangeClosed(1, 5).forEach(s -> rehearsal.voice(s, Voice.inSession(Voice.SILENT)));
      rehearsal.run();
      rehearsal.giveUp();
    }
    IntStream.rangeClosed(1, 5).forEach(signer -> rehearsal.voice(signer, Voice.HONEST));
    rehearsal.beginNext();
    rehearsal.runToTheEnd();

    assertThat(rehearsal.isDone()).isTrue();
  }

  @Test
  void coordinatorSwappedInMidSessionIsHarmless() {
    List<SignedMessage> late = new ArrayList<>();
    for (long signer = 1; signer <= 3; signer++) {
      rehearsal.voice(
          signer,
          Voice.inSession((_, message) -> {
            late.add(message);
            return List.of();
          }));
    }
    rehearsal.run();
    rehearsal.replaceCoordinator();
    IntStream.rangeClosed(1, 3).forEach(signer -> rehearsal.voice(signer, Voice.HONEST));
    rehearsal.steps.clear();
    List.copyOf(late).forEach(rehearsal::hear);
    assertThat(rehearsal.disregarded()).containsExactly(FOREIGN, FOREIGN, FOREIGN);
    rehearsal.runToTheEnd();

    assertThat(rehearsal.isDone()).isTrue();
    assertThat(rehearsal.blamed()).isEmpty();
  }

  @Test
  void repeatedAnswersChangeNothing() {
    for (long signer = 1; signer <= 5; signer++) {
      rehearsal.voice(signer, (_, message) -> List.of(message, message, message));
    }
    rehearsal.run();

    assertThat(rehearsal.steps(SigningStep.Done.class)).hasSize(1);
    assertThat(rehearsal.sessions()).hasSize(1);
    assertThat(rehearsal.disregarded()).contains(REPEATED, OVER);
  }

  @Test
  void firstAnswerCountsAndNoOther() {
    rehearsal.voice(
        1, Voice.inSession((_, message) -> List.of(message, Lies.withWrongShare(QUORUM, message))));
    rehearsal.run();

    signedIn(1);
    assertThat(rehearsal.blamed()).isEmpty();
  }

  @Test
  void whatIsNotSignedByItsSenderConvictsNobody() {
    rehearsal.voice(1, Voice.inSession((_, message) -> List.of(Lies.wronglySigned(message))));
    rehearsal.voice(
        2,
        Voice.inSession((_, message) ->
            List.of(
                SignedMessage.sign(
                    QUORUM.identity(2),
                    id(3),
                    message.kind(),
                    message.scope(),
                    Bytes.fromHex("0x07")))));
    rehearsal.runToTheEnd();

    assertThat(rehearsal.isDone()).isTrue();
    assertThat(rehearsal.blamed()).isEmpty();
    assertThat(rehearsal.disregarded()).contains(NOT_SIGNED);
  }

  @Test
  void shareForASessionItsSenderIsNotInIsDisregarded() {
    rehearsal.voice(1, Voice.inSession(Voice.SILENT)).voice(4, Voice.inSession(Voice.SILENT));
    rehearsal.voice(5, Voice.SILENT);
    rehearsal.run();
    SigningSession first = rehearsal.sessions().getFirst();
    rehearsal.steps.clear();

    rehearsal.hear(QUORUM.said(5, MessageKind.SIGNING_ANSWER, first.hash(), Bytes.fromHex("0x07")));
    rehearsal.hear(QUORUM.said(2, MessageKind.SIGNING_ANSWER, Hash32.ZERO, Bytes.fromHex("0x07")));

    assertThat(rehearsal.disregarded()).containsExactly(FOREIGN, FOREIGN);
    assertThat(rehearsal.blamed()).isEmpty();
  }

  @Test
  void offersOfAnotherEpochOrForAnotherCoordinatorAreDisregarded() {
    SignedMessage ofNextEpoch = QUORUM.nextEpoch().pool(1).offer(RELAYER, none(1));
    SignedMessage ofOtherRoster = TestQuorum.of(3, 5).pool(1).offer(RELAYER, none(1));
    SignedMessage forOther = QUORUM.pool(1).offer(OTHER, none(1));
    SignedMessage unreadable =
        QUORUM.said(1, MessageKind.SIGNING_COMMITMENTS, QUORUM.key().hash(), Bytes.fromHex("0x01"));
    SignedMessage unsigned = Lies.wronglySigned(QUORUM.pool(1).offer(RELAYER, none(1)));

    List.of(ofNextEpoch, ofOtherRoster, forOther, unreadable, unsigned).forEach(rehearsal::hear);

    assertThat(rehearsal.disregarded())
        .containsExactly(FOREIGN, FOREIGN, FOREIGN, UNREADABLE, NOT_SIGNED);
    assertThat(rehearsal.store().size(id(1))).isZero();
  }

  @Test
  void commitmentsOfferedTwiceAreTakenOnce() {
    SignedMessage offer = rehearsal.pool(1).offer(RELAYER, none(1));
    rehearsal.hear(offer);
    rehearsal.hear(offer);

    assertThat(rehearsal.disregarded()).containsExactly(REPEATED);
    assertThat(rehearsal.store().size(id(1))).isEqualTo(offered(offer).commitments().size());
  }

  @Test
  void commitmentsThatWereUsedAreNotTakenAgain() {
    SignedMessage offer = rehearsal.pool(1).offer(RELAYER, none(1));
    rehearsal.run();
    SigningCommitment used =
        rehearsal.sessions().getFirst().commitments().find(id(1)).orElseThrow();
    rehearsal.beginNext();
    rehearsal.hear(offer);

    assertThat(offered(offer).commitments()).contains(used);
    assertThat(rehearsal.sessions())
        .allMatch(session -> !session.commitments().commitments().contains(used));
  }

  @Test
  void strangersChangeNothing() {
    TestQuorum strangers = TestQuorum.of(3, 7);
    rehearsal.hear(
        SignedMessage.sign(
            strangers.identity(7),
            id(7),
            MessageKind.SIGNING_COMMITMENTS,
            QUORUM.key().hash(),
            new CommitmentOffer(RELAYER, none(7)).encode()));

    assertThat(rehearsal.disregarded()).containsExactly(NOT_SIGNED);
    rehearsal.unreachable(7);
    rehearsal.run();
    signedIn(1);
  }
}

package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_ORDER;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.Refusal.refused;
import static io.lockstep.attestation.signing.RefusalReason.FOREIGN_KEY;
import static io.lockstep.attestation.signing.RefusalReason.FOREIGN_SIGNER;
import static io.lockstep.attestation.signing.RefusalReason.NOT_APPROVED;
import static io.lockstep.attestation.signing.RefusalReason.NOT_INVITED;
import static io.lockstep.attestation.signing.RefusalReason.TOO_FEW;
import static io.lockstep.attestation.signing.RefusalReason.UNKNOWN_COMMITMENT;
import static io.lockstep.attestation.signing.RefusalReason.USED_BEFORE;
import static io.lockstep.attestation.signing.TestQuorum.APPROVED;
import static io.lockstep.attestation.signing.TestQuorum.DIGEST;
import static io.lockstep.attestation.signing.TestQuorum.OTHER;
import static io.lockstep.attestation.signing.TestQuorum.RELAYER;
import static io.lockstep.attestation.signing.TestQuorum.id;
import static io.lockstep.attestation.signing.TestQuorum.none;
import static io.lockstep.attestation.signing.TestQuorum.offered;
import static io.lockstep.attestation.signing.TestQuorum.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignerPoolTest {
  private static final TestQuorum QUORUM = TestQuorum.of(2, 3);

  private final UsedInMemory used = new UsedInMemory();
  private final SignerPool pool = QUORUM.pool(1, used);
  private final SignerPool second = QUORUM.pool(2);
  private final SigningCommitment own = offer().commitments().getFirst();
  private final SigningCommitment others =
      offered(second.offer(RELAYER, none(2))).commitments().getFirst();

  private Allotment offer() {
    return offered(pool.offer(RELAYER, none(1)));
  }

  private static SigningSession session(SigningCommitment... commitments) {
    return session(QUORUM.key().hash(), commitments);
  }

  private static SigningSession session(Hash32 key, SigningCommitment... commitments) {
    return new SigningSession(key, DIGEST, CommitmentList.sorting(List.of(commitments)));
  }

  private Answer answer(SigningSession session) {
    return read(pool.answer(RELAYER, session, APPROVED));
  }

  private void refuses(RefusalReason reason, SigningSession session) {
    assertThat(answer(session))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void signsWhatWasApprovedAndPutsAFreshCommitmentInThePlaceOfTheUsedOne() {
    SigningSession session = session(own, others);

    assertThat(answer(session))
        .isInstanceOfSatisfying(
            Answer.Share.class,
            share -> {
              assertThat(QUORUM.key().round(session).isRight(share.share())).isTrue();
              assertThat(share.fresh().commitments()).hasSize(1);
              assertThat(offer().commitments())
                  .hasSize(Allotment.SIZE_MAX)
                  .doesNotContain(own)
                  .containsAll(share.fresh().commitments());
            });
    assertThat(used.holds(own)).isTrue();
  }

  @Test
  void neverSignsWhatOnlyTheCoordinatorWants() {
    ApprovedMessage another = new ApprovedMessage(Hash32.ZERO);
    SigningSession session = session(own, others);

    assertThat(read(pool.answer(RELAYER, session, another)))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refusal -> assertThat(refusal.reason()).isEqualTo(NOT_APPROVED));
    assertThat(used.holds(own)).isFalse();
    assertThat(answer(session)).isInstanceOf(Answer.Share.class);
  }

  @Test
  void decliningCostsNoNonces() {
    assertThat(read(pool.decline(RELAYER, session(own, others))))
        .isEqualTo(new Answer.Refused(NOT_APPROVED, offer()));
    assertThat(offer().commitments()).contains(own);
  }

  @Test
  void sameRequestGetsTheSameAnswerAndOnlyThat() {
    SigningSession session = session(own, others);
    SignedMessage first = pool.answer(RELAYER, session, APPROVED);

    assertThat(pool.answer(RELAYER, session, APPROVED)).isEqualTo(first);
    assertThat(pool.answer(RELAYER, session, APPROVED)).isEqualTo(first);
  }

  /** Or whoever asks for ever would fill the memory. */
  @Test
  void onlyTheLastSixteenAnswersAreRemembered() {
    SigningSession first = session(own, others);
    SignedMessage answer = pool.answer(RELAYER, first, APPROVED);
    answerOthers(15);
    assertThat(pool.answer(RELAYER, first, APPROVED)).isEqualTo(answer);
    answerOthers(1);

    refuses(UNKNOWN_COMMITMENT, first);
  }

  private void answerOthers(int sessions) {
    for (int i = 0; i < sessions; i++) {
      assertThat(answer(session(offer().commitments().getFirst(), others)))
          .isInstanceOf(Answer.Share.class);
    }
  }

  @Test
  void commitmentIsUsedInOneSession() {
    SigningCommitment next = offered(second.offer(RELAYER, none(2))).commitments().get(1);
    assertThat(answer(session(own, others))).isInstanceOf(Answer.Share.class);

    refuses(UNKNOWN_COMMITMENT, session(own, next));
  }

  @Test
  void commitmentIsOfNoUseToAnotherCoordinator() {
    SigningSession session = session(own, others);

    assertThat(read(pool.answer(OTHER, session, APPROVED)))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(UNKNOWN_COMMITMENT));
    assertThat(answer(session)).isInstanceOf(Answer.Share.class);
  }

  @Test
  void listsThatAreNotOnesToSignWithAreRefusedAndCostNothing() {
    SigningCommitment invented =
        SigningNonces.generate(QUORUM.share(1), TestQuorum.RANDOM).commitment();
    TestQuorum larger = TestQuorum.of(2, 5);
    SigningCommitment foreign =
        SigningNonces.generate(larger.share(5), TestQuorum.RANDOM).commitment();

    refuses(TOO_FEW, session(own));
    refuses(NOT_INVITED, session(others, thirds()));
    refuses(UNKNOWN_COMMITMENT, session(invented, others));
    refuses(FOREIGN_SIGNER, session(own, foreign));
    refuses(FOREIGN_KEY, session(QUORUM.nextEpoch().key().hash(), own, others));
    refuses(FOREIGN_KEY, session(larger.key().hash(), own, others));
    assertThat(answer(session(own, others))).isInstanceOf(Answer.Share.class);
  }

  private static SigningCommitment thirds() {
    return SigningNonces.generate(QUORUM.share(3), TestQuorum.RANDOM).commitment();
  }

  @Test
  void listsOfAnotherOrderOrWithSomebodyTwiceDoNotExist() {
    refused(OUT_OF_ORDER, "identifier", () -> new CommitmentList(List.of(others, own)));
    refused(OUT_OF_ORDER, "identifier", () -> session(own, own, others));
    refused(OUT_OF_ORDER, "identifier", () -> session(own, offer().commitments().get(1), others));
  }

  @Test
  void floodingCoordinatorGetsNoMoreThanItsFour() {
    Set<SigningCommitment> got =
        IntStream.range(0, 50)
            .boxed()
            .flatMap(_ -> offer().commitments().stream())
            .collect(Collectors.toSet());

    assertThat(got).hasSize(Allotment.SIZE_MAX);
  }

  @Test
  void coordinatorWithoutMemoryGetsWhatItHasForgotten() {
    assertThat(offer()).isEqualTo(offer());
  }

  @Test
  void whatIsAbandonedMakesRoom() {
    Allotment before = offer();

    Allotment after = offered(pool.offer(RELAYER, before));

    assertThat(after.commitments())
        .hasSize(Allotment.SIZE_MAX)
        .doesNotContainAnyElementsOf(before.commitments());
    refuses(UNKNOWN_COMMITMENT, session(own, others));
  }

  @Test
  void coordinatorsHaveCommitmentsOfTheirOwn() {
    assertThat(offered(pool.offer(OTHER, offer())).commitments())
        .doesNotContainAnyElementsOf(offer().commitments());
    assertThat(offer().commitments()).contains(own);
  }

  @Test
  void strangersAreNotServed() {
    CoordinatorId stranger = CoordinatorId.named("stranger");

    refused(FOREIGN, "coordinator", () -> pool.offer(stranger, none(1)));
    refused(FOREIGN, "coordinator", () -> pool.answer(stranger, session(own, others), APPROVED));
    refused(FOREIGN, "coordinator", () -> pool.decline(stranger, session(own, others)));
  }

  @Test
  void emptiedPoolHasForgottenItsNonces() {
    pool.empty();

    SigningSession session = session(own, others);
    assertThat(answer(session))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(UNKNOWN_COMMITMENT);
              assertThat(refusal.left().commitments())
                  .hasSize(Allotment.SIZE_MAX)
                  .doesNotContain(own);
            });
  }

  @Test
  void noShareLeavesWhoseUseCannotBeRecorded() {
    List<SigningCommitment> asked = new ArrayList<>();
    SignerPool failing =
        QUORUM.pool(
            1,
            (commitment, _) -> {
              asked.add(commitment);
              throw new IllegalStateException("disk full");
            });
    SigningCommitment lost = offered(failing.offer(RELAYER, none(1))).commitments().getFirst();
    SigningSession session = session(lost, others);

    assertThatThrownBy(() -> failing.answer(RELAYER, session, APPROVED)).hasMessage("disk full");
    assertThat(read(failing.answer(RELAYER, session, APPROVED)))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(UNKNOWN_COMMITMENT));
    assertThat(asked).containsExactly(lost);
  }

  @Test
  void noShareLeavesWhoseCommitmentIsOnRecordAlready() {
    used.record(own, session(own, thirds()));
    SigningSession session = session(own, others);

    refuses(USED_BEFORE, session);
    refuses(UNKNOWN_COMMITMENT, session);
  }

  @Test
  void poolBelongsToTheHolderOfItsShare() {
    Set<CoordinatorId> relayer = Set.of(RELAYER);
    refused(
        INCONSISTENT,
        "identity",
        () ->
            new SignerPool(
                QUORUM.key(),
                QUORUM.share(1),
                QUORUM.identity(2),
                relayer,
                used,
                TestQuorum.RANDOM));
    refused(
        INCONSISTENT,
        "share",
        () ->
            new SignerPool(
                QUORUM.key(),
                TestQuorum.of(2, 3).share(1),
                QUORUM.identity(1),
                relayer,
                used,
                TestQuorum.RANDOM));
  }

  @Test
  void coordinatorsAreFew() {
    Set<CoordinatorId> many =
        IntStream.rangeClosed(0, SignerPool.COORDINATORS_MAX)
            .mapToObj(i -> CoordinatorId.named("coordinator " + i))
            .collect(Collectors.toSet());
    Stream.of(Set.<CoordinatorId>of(), many)
        .forEach(coordinators ->
            refused(
                OUT_OF_RANGE,
                "count of coordinators",
                () ->
                    new SignerPool(
                        QUORUM.key(),
                        QUORUM.share(1),
                        QUORUM.identity(1),
                        coordinators,
                        used,
                        TestQuorum.RANDOM)));
  }

  @Test
  void answersAreSignedWithTheSession() {
    SigningSession session = session(own, others);
    SignedMessage answer = pool.answer(RELAYER, session, APPROVED);

    assertThat(answer.requireSigned(QUORUM.key().roster()).scope()).isEqualTo(session.hash());
    assertThat(answer.sender()).isEqualTo(id(1));
  }
}

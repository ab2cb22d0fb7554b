package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;
import static io.lockstep.attestation.Refusal.refused;
import static io.lockstep.attestation.signing.TestQuorum.APPROVED;
import static io.lockstep.attestation.signing.TestQuorum.DIGEST;
import static io.lockstep.attestation.signing.TestQuorum.RELAYER;
import static io.lockstep.attestation.signing.TestQuorum.id;
import static io.lockstep.attestation.signing.TestQuorum.none;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Aggregation;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threat 19, THORChain 2026: a malicious participant in threshold signing. Malformed shares and
 * commitments are refused, whoever sent them under its name is blamed, and the quorum still signs.
 */
class MaliciousParticipantTest {
  private static final TestQuorum QUORUM = TestQuorum.of(3, 4);

  private final Rehearsal rehearsal = new Rehearsal(QUORUM);

  static Stream<Bytes> malformedAnswers() {
    Bytes order = Bytes.copyOf(to32(Secp256k1.ORDER));
    return Stream.of(
        Bytes.EMPTY,
        Bytes.fromHex("0x00"),
        Bytes.fromHex("0x01"),
        Bytes.fromHex("0x01" + "00".repeat(31)),
        Bytes.fromHex("0x01" + order.toString().substring(2)),
        Bytes.fromHex("0x01" + "ff".repeat(32)),
        Bytes.fromHex("0x01" + "00".repeat(32)),
        Bytes.fromHex("0x01" + "00".repeat(32) + "00".repeat(8)),
        Bytes.fromHex("0x01" + "00".repeat(32) + "ff".repeat(8)),
        Bytes.fromHex("0x01" + "00".repeat(32) + "00".repeat(7) + "01" + "00"),
        Bytes.fromHex("0x01" + "00".repeat(32) + "02" + "ff".repeat(32) + "02" + "ff".repeat(32)),
        Bytes.fromHex("0x01" + "00".repeat(32)),
        Bytes.fromHex("0x02"),
        Bytes.fromHex("0x02ff"));
  }

  private static byte[] to32(BigInteger number) {
    byte[] signed = number.toByteArray();
    byte[] bytes = new byte[32];
    System.arraycopy(signed, signed.length - 32, bytes, 0, 32);
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("malformedAnswers")
  void malformedSharesAreBlamedAndTheOthersSign(Bytes malformed) {
    rehearsal.voice(
        1,
        Rehearsal.Voice.inSession(
            (_, message) -> List.of(Lies.signed(QUORUM, message, malformed))));
    rehearsal.run();

    assertThat(rehearsal.ending()).isInstanceOf(SigningStep.Done.class);
    assertThat(rehearsal.blamed()).containsExactly(id(1));
    assertThat(rehearsal.steps(SigningStep.Blame.class))
        .allMatch(blame -> blame.evidence().proves(QUORUM.key()));
    assertThat(rehearsal.sessions()).hasSize(2);
  }

  @Test
  void malformedCommitmentsAreRefused() {
    Bytes noPoints = Bytes.fromHex("0x" + "02" + "ff".repeat(32) + "02" + "ff".repeat(32));
    refused(NOT_A_POINT, "hiding", () -> Allotment.decode(id(1), noPoints));

    rehearsal.voice(
        1,
        (_, message) ->
            List.of(
                QUORUM.said(
                    1,
                    MessageKind.SIGNING_COMMITMENTS,
                    message.scope(),
                    Bytes.fromHex("0x" + "00".repeat(32) + noPoints.toString().substring(2)))));
    rehearsal.run();

    assertThat(rehearsal.ending()).isInstanceOf(SigningStep.Done.class);
    assertThat(rehearsal.disregarded()).contains(SigningStep.Disregard.Cause.UNREADABLE);
  }

  @Test
  void evidenceConvincesWhoeverKnowsTheKeyAndOnlyOfWhatWasDone() {
    rehearsal.voice(1, Lies.wrongShare(QUORUM));
    rehearsal.run();
    Evidence evidence =
        rehearsal.steps(SigningStep.Blame.class).findFirst().orElseThrow().evidence();
    SignedMessage answer = evidence.answer();
    SigningSession session = evidence.session();
    SigningSession last = rehearsal.sessions().getLast();

    assertThat(evidence.proves(QUORUM.key())).isTrue();
    assertThat(evidence.proves(QUORUM.nextEpoch().key())).isFalse();
    assertThat(evidence.proves(TestQuorum.of(3, 4).key())).isFalse();
    assertThat(new Evidence(last, answer).proves(QUORUM.key())).isFalse();
    assertThat(new Evidence(session, Lies.wronglySigned(answer)).proves(QUORUM.key())).isFalse();
    assertThat(new Evidence(session, retitled(answer)).proves(QUORUM.key())).isFalse();
  }

  private static SignedMessage retitled(SignedMessage answer) {
    return QUORUM.said(1, MessageKind.SIGNING_COMMITMENTS, answer.scope(), answer.body());
  }

  /** Else a coordinator could convict whom it likes. */
  @Test
  void honestAnswersProveNothing() {
    List<SignedMessage> answers = new ArrayList<>();
    for (long signer = 1; signer <= 4; signer++) {
      rehearsal.voice(
          signer,
          Rehearsal.Voice.inSession((_, message) -> {
            answers.add(message);
            return List.of(message);
          }));
    }
    rehearsal.run();
    SigningSession session = rehearsal.sessions().getFirst();
    SigningSession unknown = new SigningSession(session.key(), Hash32.ZERO, session.commitments());
    SignedMessage refusal = rehearsal.pool(1).decline(RELAYER, unknown);

    assertThat(answers).hasSize(3);
    assertThat(answers)
        .allMatch(answer -> !new Evidence(session, answer).proves(QUORUM.key()))
        .allMatch(answer -> !new Evidence(unknown, answer).proves(QUORUM.key()));
    assertThat(new Evidence(unknown, refusal).proves(QUORUM.key())).isFalse();
  }

  @Test
  void nobodyIsConvictedByAnotherOnTheRoster() {
    SigningSession session = new Rehearsal(QUORUM).run().sessions().getFirst();
    Identifier victim = id(2);
    SignedMessage forged =
        SignedMessage.sign(
            QUORUM.identity(1),
            victim,
            MessageKind.SIGNING_ANSWER,
            session.hash(),
            Bytes.fromHex("0x07"));
    SignedMessage uninvolved =
        QUORUM.said(4, MessageKind.SIGNING_ANSWER, session.hash(), Bytes.fromHex("0x07"));

    assertThat(new Evidence(session, forged).proves(QUORUM.key())).isFalse();
    assertThat(session.signers()).doesNotContain(id(4));
    assertThat(new Evidence(session, uninvolved).proves(QUORUM.key())).isFalse();
  }

  /**
   * The broken variant: a coordinator that knows who lied and leaves nobody out. One liar keeps the
   * quorum from signing for ever, however often it tries.
   */
  @Test
  void coordinatorThatLeavesNobodyOutNeverGetsASignature() {
    for (int i = 0; i < 10; i++) {
      SigningSession session = sessionOfTheFirstThree();
      List<SignatureShare> shares =
          LongStream.rangeClosed(1, 3).mapToObj(signer -> share(signer, session)).toList();

      assertThat(QUORUM.key().round(session).aggregate(shares))
          .isEqualTo(new Aggregation.Blamed(List.of(id(1))));
    }
  }

  private SigningSession sessionOfTheFirstThree() {
    List<SigningCommitment> commitments =
        LongStream.rangeClosed(1, 3)
            .mapToObj(signer -> rehearsal.pool(signer).offer(RELAYER, none(signer)))
            .map(offer -> TestQuorum.offered(offer).commitments().getFirst())
            .toList();
    return new SigningSession(QUORUM.key().hash(), DIGEST, CommitmentList.sorting(commitments));
  }

  private SignatureShare share(long signer, SigningSession session) {
    SignedMessage honest = rehearsal.pool(signer).answer(RELAYER, session, APPROVED);
    SignedMessage said = signer == 1 ? Lies.withWrongShare(QUORUM, honest) : honest;
    return ((Answer.Share) TestQuorum.read(said)).share();
  }
}

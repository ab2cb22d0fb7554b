package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;
import static io.lockstep.attestation.Decoders.decoder;
import static io.lockstep.attestation.Refusal.refused;
import static io.lockstep.attestation.signing.TestQuorum.DIGEST;
import static io.lockstep.attestation.signing.TestQuorum.RELAYER;
import static io.lockstep.attestation.signing.TestQuorum.id;
import static io.lockstep.attestation.signing.TestQuorum.none;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.DecoderFuzz;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What signers and coordinators say to each other has one form each, as PROTOCOL.md has it. */
class SigningDecoderFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final Identifier SIGNER = id(1);
  private static final TestQuorum QUORUM = TestQuorum.of(2, 3);
  private static final List<SigningCommitment> COMMITMENTS =
      Stream.generate(() -> SigningNonces.generate(QUORUM.share(1), TestQuorum.RANDOM).commitment())
          .limit(Allotment.SIZE_MAX)
          .toList();
  private static final SigningCommitment ANOTHERS =
      SigningNonces.generate(QUORUM.share(2), TestQuorum.RANDOM).commitment();
  private static final SignatureShare SHARE = new SignatureShare(SIGNER, BigInteger.TWO.pow(200));
  private static final SigningSession SESSION =
      new SigningSession(
          QUORUM.key().hash(),
          DIGEST,
          new CommitmentList(List.of(COMMITMENTS.getFirst(), ANOTHERS)));

  private static Stream<Allotment> allotments() {
    return IntStream.rangeClosed(0, Allotment.SIZE_MAX)
        .mapToObj(n -> new Allotment(SIGNER, COMMITMENTS.subList(0, n)));
  }

  static Stream<DecoderFuzz> decoders() {
    return Stream.of(
        decoder(
            "commitments",
            allotments().map(Allotment::encode),
            b -> Allotment.decode(SIGNER, b).encode()),
        decoder(
            "offer",
            allotments().map(a -> new CommitmentOffer(RELAYER, a).encode()),
            b -> CommitmentOffer.decode(SIGNER, b).encode()),
        decoder("session", Stream.of(SESSION.encode()), b -> SigningSession.decode(b).encode()),
        decoder(
            "share",
            allotments().map(a -> new Answer.Share(SHARE, 7, a).encode()),
            b -> Answer.decode(SIGNER, b).encode()),
        decoder(
            "refusal",
            allotments().map(a -> new Answer.Refused(RefusalReason.TOO_FEW, a).encode()),
            b -> Answer.decode(SIGNER, b).encode()));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void decodersReadExactlyOrRefuse(DecoderFuzz decoder) {
    decoder.readNoise(ROUNDS);
    decoder.readNoiseOfTheRightLength(ROUNDS);
    decoder.readDamaged(ROUNDS);
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    Allotment two = new Allotment(SIGNER, COMMITMENTS.subList(0, 2));
    Answer share = new Answer.Share(SHARE, Long.MAX_VALUE, two);

    assertThat(Answer.decode(SIGNER, share.encode())).isEqualTo(share);
    assertThat(SigningSession.decode(SESSION.encode())).isEqualTo(SESSION);
    assertThat(CommitmentOffer.decode(SIGNER, new CommitmentOffer(RELAYER, two).encode()))
        .isEqualTo(new CommitmentOffer(RELAYER, two));
  }

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void everyReasonIsReadAsItself(RefusalReason reason) {
    Answer refusal = new Answer.Refused(reason, none(1));

    assertThat(Answer.decode(SIGNER, refusal.encode())).isEqualTo(refusal);
  }

  @Test
  void lengthsAreThoseOfTheProtocol() {
    assertThat(SESSION.encode().length()).isEqualTo(32 + 32 + 2 * 98);
    assertThat(new CommitmentOffer(RELAYER, new Allotment(SIGNER, COMMITMENTS)).encode().length())
        .isEqualTo(32 + 4 * 66);
    assertThat(new Answer.Share(SHARE, 1, none(1)).encode().length()).isEqualTo(1 + 32 + 8);
    assertThat(new Answer.Refused(RefusalReason.TOO_FEW, none(1)).encode().length()).isEqualTo(2);
  }

  @Test
  void allotmentsAreOfOneSignerAndFewAndDistinct() {
    SigningCommitment first = COMMITMENTS.getFirst();
    List<SigningCommitment> five = Stream.concat(COMMITMENTS.stream(), Stream.of(first)).toList();

    refused(OUT_OF_RANGE, "count of commitments", () -> new Allotment(SIGNER, five));
    refused(INCONSISTENT, "twice", () -> new Allotment(SIGNER, List.of(first, first)));
    refused(FOREIGN, "commitment", () -> new Allotment(SIGNER, List.of(ANOTHERS)));
    refused(INCONSISTENT, "sender", () -> new Answer.Share(SHARE, 1, none(2)));
    refused(OUT_OF_RANGE, "ledger height", () -> new Answer.Share(SHARE, 0, none(1)));
  }

  @Test
  void unknownKindsAndReasonsAreRefused() {
    refused(WRONG_LENGTH, "answer", () -> Answer.decode(SIGNER, Bytes.EMPTY));
    refused(OUT_OF_RANGE, "kind of answer", () -> Answer.decode(SIGNER, Bytes.fromHex("0x0300")));
    refused(OUT_OF_RANGE, "reason", () -> Answer.decode(SIGNER, Bytes.fromHex("0x0200")));
    refused(OUT_OF_RANGE, "reason", () -> Answer.decode(SIGNER, Bytes.fromHex("0x0208")));
    refused(WRONG_LENGTH, "answer", () -> Answer.decode(SIGNER, Bytes.fromHex("0x02")));
  }
}

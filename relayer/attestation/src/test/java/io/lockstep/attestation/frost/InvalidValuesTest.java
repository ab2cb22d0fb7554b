package io.lockstep.attestation.frost;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.NOT_A_POINT;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_ORDER;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;
import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.ProtocolException;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidValuesTest {
  private static final List<KeyPackage> KEYS = TrustedDealer.split(2, 3, Seed.next().random());
  private static final PublicKeyPackage PUBLIC = KEYS.getFirst().publicKeys();
  private static final List<VerificationShare> ROSTER = PUBLIC.roster();
  private static final List<SigningCommitment> COMMITMENTS =
      KEYS.stream().map(key -> Quorum.nonces(key).commitment()).toList();

  @Test
  void identifiersThatGiveTheKeyAwayOrAreNotBelowTheOrder() {
    refused(OUT_OF_RANGE, "identifier: found 0x0", () -> Identifier.of(0));
    refused(OUT_OF_RANGE, "identifier: found 0x-1", () -> Identifier.of(-1));
    refused(OUT_OF_RANGE, "identifier", () -> new Identifier(Secp256k1.ORDER));
    refused(OUT_OF_RANGE, "identifier", () -> Identifier.decode(word(BigInteger.ZERO)));
    refused(OUT_OF_RANGE, "identifier", () -> Identifier.decode(word(Secp256k1.ORDER)));
    refused(
        WRONG_LENGTH,
        "identifier: found 31 bytes, expected 32",
        () -> Identifier.decode(word(BigInteger.ONE).slice(1, 31)));
    assertThat(Identifier.decode(word(BigInteger.TEN))).isEqualTo(Identifier.of(10));
  }

  @Test
  void secretsThatAreNotBelowTheOrder() {
    refused(WRONG_LENGTH, "secret: found 31 bytes", () -> SecretScalar.decode(new byte[31]));
    refused(
        OUT_OF_RANGE,
        "secret: found a number that is not, expected below the order",
        () -> SecretScalar.decode(word(Secp256k1.ORDER).toArray()));
    BigInteger greatest = Secp256k1.ORDER.subtract(BigInteger.ONE);
    assertThat(SecretScalar.decode(word(greatest).toArray()).reveal())
        .isEqualTo(word(greatest).toArray());
    SecretScalar zero = SecretScalar.decode(new byte[32]);
    refused(
        OUT_OF_RANGE, "secret: found zero", () -> SecretArithmetic.standard().generatorTimes(zero));
  }

  @Test
  void signatureSharesThatAreNotBelowTheOrder() {
    Identifier one = Identifier.of(1);

    refused(OUT_OF_RANGE, "signature share", () -> new SignatureShare(one, Secp256k1.ORDER));
    refused(
        OUT_OF_RANGE, "signature share", () -> new SignatureShare(one, BigInteger.ONE.negate()));
    refused(WRONG_LENGTH, "signature share", () -> SignatureShare.decode(Bytes.EMPTY));
  }

  static Stream<Arguments> noPoints() {
    BigInteger two = BigInteger.TWO;
    return Stream.of(
        Arguments.of("infinity, filled up with zeros", point(0, BigInteger.ZERO)),
        Arguments.of("x = 0", point(2, BigInteger.ZERO)),
        Arguments.of("x = 5, which has no y", point(3, BigInteger.valueOf(5))),
        Arguments.of("x = p", point(2, Secp256k1.FIELD)),
        Arguments.of("x = 1, written as p + 1", point(2, Secp256k1.FIELD.add(BigInteger.ONE))),
        Arguments.of("the largest number", point(3, two.pow(256).subtract(BigInteger.ONE))),
        Arguments.of("the prefix of an uncompressed point", point(4, BigInteger.ONE)),
        Arguments.of("the prefix of a hybrid point", point(6, BigInteger.ONE)),
        Arguments.of("no prefix that anybody uses", point(0x82, BigInteger.ONE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noPoints")
  void bytesThatAreNoPointAreRefusedWhereverOneBelongs(String what, Bytes noPoint) {
    Bytes commitment = COMMITMENTS.getFirst().encode();
    Bytes keys = PUBLIC.encode();

    refused(
        NOT_A_POINT,
        "hiding commitment: found " + noPoint,
        () -> SigningCommitment.decode(with(commitment, 32, noPoint)));
    refused(
        NOT_A_POINT,
        "binding commitment: found " + noPoint,
        () -> SigningCommitment.decode(with(commitment, 65, noPoint)));
    refused(
        NOT_A_POINT,
        "binding commitment: found " + noPoint,
        () -> CommitmentList.decode(with(commitment, 65, noPoint)));
    refused(NOT_A_POINT, "group key", () -> PublicKeyPackage.decode(with(keys, 1, noPoint)));
    refused(
        NOT_A_POINT,
        "verification share",
        () -> PublicKeyPackage.decode(with(keys, 34 + 32, noPoint)));
  }

  @Test
  void pointOffTheCurveCannotEvenBeNamed() {
    CurvePoint hiding = COMMITMENTS.getFirst().hiding();

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> new CurvePoint(hiding.x(), hiding.y().add(BigInteger.ONE)));
  }

  @Test
  void pointsOfBothParitiesAreReadAsTheyWereWritten() {
    CurvePoint even = Points.read(point(2, BigInteger.ONE).asByteBuffer(), "point");
    CurvePoint odd = Points.read(point(3, BigInteger.ONE).asByteBuffer(), "point");

    assertThat(even.hasOddY()).isFalse();
    assertThat(odd).isEqualTo(new CurvePoint(BigInteger.ONE, Secp256k1.FIELD.subtract(even.y())));
  }

  @Test
  void commitmentListsThatDoNotRise() {
    SigningCommitment one = COMMITMENTS.get(0);
    SigningCommitment two = COMMITMENTS.get(1);
    SigningCommitment again = Quorum.nonces(KEYS.getFirst()).commitment();

    refused(
        OUT_OF_ORDER,
        "identifier of a commitment: found 1, expected more than 2",
        () -> new CommitmentList(List.of(two, one)));
    refused(OUT_OF_ORDER, "found 1", () -> new CommitmentList(List.of(one, one)));
    refused(OUT_OF_ORDER, "found 1", () -> CommitmentList.sorting(List.of(one, two, again)));
    refused(
        OUT_OF_ORDER, "found 1", () -> CommitmentList.decode(joined(two.encode(), one.encode())));
    assertThat(CommitmentList.sorting(List.of(two, one)))
        .isEqualTo(new CommitmentList(List.of(one, two)));
  }

  @Test
  void commitmentListsOfNobodyOrOfACrowd() {
    List<SigningCommitment> crowd =
        IntStream.rangeClosed(1, 65)
            .mapToObj(i ->
                new SigningCommitment(
                    Identifier.of(i),
                    COMMITMENTS.getFirst().hiding(),
                    COMMITMENTS.getFirst().binding()))
            .toList();
    Bytes encoded = joined(crowd.stream().map(SigningCommitment::encode).toArray(Bytes[]::new));

    refused(OUT_OF_RANGE, "count of commitments", () -> new CommitmentList(List.of()));
    refused(OUT_OF_RANGE, "count of commitments", () -> CommitmentList.decode(Bytes.EMPTY));
    refused(OUT_OF_RANGE, "found 65, expected 1 to 64", () -> new CommitmentList(crowd));
    refused(OUT_OF_RANGE, "found 65", () -> CommitmentList.decode(encoded));
    refused(WRONG_LENGTH, "commitment list", () -> CommitmentList.decode(encoded.slice(0, 97)));
  }

  @Test
  void rostersThatDoNotRise() {
    List<VerificationShare> reversed = ROSTER.reversed();
    List<VerificationShare> twice = List.of(ROSTER.get(0), ROSTER.get(0), ROSTER.get(1));

    refused(OUT_OF_ORDER, "roster", () -> new PublicKeyPackage(2, PUBLIC.groupKey(), reversed));
    refused(OUT_OF_ORDER, "roster", () -> new PublicKeyPackage(2, PUBLIC.groupKey(), twice));
  }

  @Test
  void thresholdsThatAreNone() {
    refused(OUT_OF_RANGE, "threshold", () -> new PublicKeyPackage(1, PUBLIC.groupKey(), ROSTER));
    refused(OUT_OF_RANGE, "threshold", () -> new PublicKeyPackage(4, PUBLIC.groupKey(), ROSTER));
    refused(
        OUT_OF_RANGE,
        "count of participants: found 1, expected 2 to 64",
        () -> new PublicKeyPackage(2, PUBLIC.groupKey(), ROSTER.subList(0, 1)));
    refused(
        OUT_OF_RANGE,
        "count of participants: found 65",
        () ->
            new PublicKeyPackage(2, PUBLIC.groupKey(), Collections.nCopies(65, ROSTER.getFirst())));
  }

  @Test
  void rostersWhoseSharesAreNotOfOneKey() {
    PublicKeyPackage other =
        TrustedDealer.split(2, 3, Seed.next().random()).getFirst().publicKeys();
    List<VerificationShare> mixed = new ArrayList<>(ROSTER);
    mixed.set(2, other.roster().get(2));

    refused(
        INCONSISTENT,
        "verification share of 3",
        () -> new PublicKeyPackage(2, PUBLIC.groupKey(), mixed));
    refused(INCONSISTENT, "group key", () -> new PublicKeyPackage(2, other.groupKey(), ROSTER));
    refused(
        INCONSISTENT,
        "group key",
        () -> new PublicKeyPackage(2, PUBLIC.groupKey(), other.roster()));
  }

  @Test
  void thresholdThatTheSharesWereNotMadeFor() {
    PublicKeyPackage three =
        TrustedDealer.split(3, 4, Seed.next().random()).getFirst().publicKeys();

    refused(
        INCONSISTENT, "group key", () -> new PublicKeyPackage(2, three.groupKey(), three.roster()));
  }

  @Test
  void secretShareOfAnotherParticipantOrKey() {
    SecretScalar second = KEYS.get(1).secretShare();
    KeyPackage stranger = TrustedDealer.split(2, 3, Seed.next().random()).getFirst();

    refused(
        INCONSISTENT,
        "secret share of 1: found another",
        () -> new KeyPackage(Identifier.of(1), second, PUBLIC));
    refused(
        INCONSISTENT,
        "secret share of 1",
        () -> new KeyPackage(Identifier.of(1), stranger.secretShare(), PUBLIC));
    refused(FOREIGN, "identifier: found 4", () -> new KeyPackage(Identifier.of(4), second, PUBLIC));
  }

  /** Such a key needs 2^128 ceremonies; a stranger's bytes need none. */
  @Test
  void groupKeyThatTheGatewayRefuses() {
    CurvePoint beyond = pointBeyondTheOrder();

    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> GroupKey.of(beyond));
    refused(
        OUT_OF_RANGE,
        "x of the group key",
        () -> PublicKeyPackage.decode(with(PUBLIC.encode(), 1, beyond.compressed())));
  }

  private static CurvePoint pointBeyondTheOrder() {
    for (BigInteger x = Secp256k1.ORDER; ; x = x.add(BigInteger.ONE)) {
      try {
        return Points.read(point(2, x).asByteBuffer(), "point");
      } catch (AttestationException e) {
        assertThat(e.code()).isEqualTo(NOT_A_POINT);
      }
    }
  }

  private static Bytes word(BigInteger number) {
    return Bytes.copyOf(Scalars.bytes(number));
  }

  private static Bytes point(int prefix, BigInteger x) {
    return joined(Bytes.copyOf(new byte[] {(byte) prefix}), word(x));
  }

  private static Bytes with(Bytes bytes, int at, Bytes replacement) {
    byte[] changed = bytes.toArray();
    System.arraycopy(replacement.toArray(), 0, changed, at, replacement.length());
    return Bytes.copyOf(changed);
  }

  private static Bytes joined(Bytes... parts) {
    StringBuilder hex = new StringBuilder("0x");
    Stream.of(parts).forEach(part -> hex.append(part.toString(), 2, 2 + 2 * part.length()));
    return Bytes.fromHex(hex.toString());
  }
}

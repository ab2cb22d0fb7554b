package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.roster.TestRoster;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.DecoderFuzz;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes are read in one way and written in the same, or they are refused. */
class EncodingTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Gathering MADE = Gathering.forNewKey(3, 4, Seed.next()).held();
  private static final Gathering REFRESHED =
      Gathering.forRefresh(MADE.test, MADE.keys(), Seed.next()).held();

  private static List<Bytes> bodies(Gathering gathering, MessageKind kind) {
    return gathering.said.stream()
        .filter(message -> message.kind() == kind)
        .map(SignedMessage::body)
        .toList();
  }

  static Stream<DecoderFuzz> decoders() {
    Identifier dealer = Identifier.of(1);
    Complaint complaint =
        new Complaint(OneTimeKey.generate(RANDOM), List.of(Identifier.of(2), Identifier.of(3)));
    List<Bytes> echoes = new ArrayList<>(bodies(MADE, MessageKind.CEREMONY_ECHO));
    echoes.add(
        new Echo(Optional.of(complaint), Echo.decode(MADE.terms, echoes.getFirst()).dealings())
            .encode());
    return Stream.of(
        decoder("hello", bodies(MADE, MessageKind.CEREMONY_HELLO), b -> Hello.decode(b).encode()),
        decoder(
            "dealing",
            bodies(MADE, MessageKind.CEREMONY_DEALING),
            b -> Dealing.decode(MADE.terms, dealer, b).encode()),
        decoder(
            "dealing of a refresh",
            bodies(REFRESHED, MessageKind.CEREMONY_DEALING),
            b -> Dealing.decode(REFRESHED.terms, dealer, b).encode()),
        decoder("echo", echoes, b -> Echo.decode(MADE.terms, b).encode()),
        decoder(
            "certification",
            bodies(MADE, MessageKind.CEREMONY_CERTIFICATION),
            b -> Certification.decode(b).encode()),
        decoder(
            "certificate",
            List.of(MADE.keys().getFirst().certificate().encode()),
            b -> KeyCertificate.decode(b).encode()),
        decoder(
            "pending key",
            MADE.stored.values().stream().map(key -> Bytes.copyOf(key.reveal())).toList(),
            b -> Bytes.copyOf(PendingKey.decode(b.toArray()).reveal())),
        decoder(
            "certified key",
            MADE.keys().stream().map(key -> Bytes.copyOf(key.reveal())).toList(),
            b -> Bytes.copyOf(CertifiedKey.decode(b.toArray(), MADE.terms.roster()).reveal())));
  }

  private static DecoderFuzz decoder(String name, List<Bytes> valid, UnaryOperator<Bytes> recode) {
    return new DecoderFuzz(
        name,
        valid.stream().map(Bytes::toArray).toList(),
        bytes -> recode.apply(Bytes.copyOf(bytes)).toArray(),
        AttestationException.class);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void decodersReadExactlyOrRefuse(DecoderFuzz decoder) {
    decoder.readNoise(500);
    decoder.readNoiseOfTheRightLength(200);
    decoder.readDamaged(500);
  }

  @Test
  void lengthsAreThoseOfTheProtocol() {
    assertThat(bodies(MADE, MessageKind.CEREMONY_HELLO)).allMatch(body -> body.length() == 64);
    assertThat(bodies(MADE, MessageKind.CEREMONY_DEALING))
        .allMatch(body -> body.length() == 4 * 128 + 65 + 3 * 33 + 3 * 80);
    assertThat(bodies(REFRESHED, MessageKind.CEREMONY_DEALING))
        .allMatch(body -> body.length() == 4 * 128 + 2 * 33 + 3 * 80);
    assertThat(bodies(MADE, MessageKind.CEREMONY_ECHO))
        .allMatch(body -> body.length() == 1 + 4 * (4 * 128 + 65 + 3 * 33 + 3 * 80 + 64));
    assertThat(bodies(MADE, MessageKind.CEREMONY_CERTIFICATION))
        .allMatch(body -> body.length() == 4 * 32 + 16 + 1 + 33 + 4 * 65);
    assertThat(MADE.keys().getFirst().certificate().encode().length())
        .isEqualTo(4 * 32 + 16 + 1 + 33 + 4 * (65 + 64));
    assertThat(MADE.keys().getFirst().label().length()).isEqualTo(32 + 33 + 8 + 8);
  }

  /** The longest message that can be, of 64 participants who all complain of all, is allowed. */
  @Test
  void echoOfTheLargestCeremonyIsNotTooLong() {
    CeremonyTerms largest =
        CeremonyTerms.newKey(TestRoster.of(64, RANDOM).roster(), 64, 1, Gathering.fresh());

    assertThat(
            1
                + OneTimeKey.LENGTH
                + 63 * Identifier.LENGTH
                + 64 * (Dealing.length(largest) + IdentityKey.SIGNATURE_LENGTH))
        .isLessThanOrEqualTo(SignedMessage.BODY_LENGTH_MAX);
  }

  @Test
  void keysAtRestAreWhatTheyWere() {
    for (CertifiedKey key : MADE.keys()) {
      CertifiedKey read = CertifiedKey.decode(key.reveal(), MADE.terms.roster());

      assertThat(read.certificate()).isEqualTo(key.certificate());
      assertThat(read.key().secretShare().reveal()).isEqualTo(key.key().secretShare().reveal());
      assertThat(read.identifier()).isEqualTo(key.identifier());
      assertThat(read.reveal()).isEqualTo(key.reveal());
    }
  }

  @Test
  void pendingKeysAreCompletedByAnybodysCertificate() {
    KeyCertificate certificate = MADE.keys().getLast().certificate();
    MADE.stored.forEach((holder, pending) -> {
      PendingKey read = PendingKey.decode(pending.reveal());
      assertThat(read.certified(certificate, MADE.terms.roster()).identifier()).isEqualTo(holder);
    });
    PendingKey pending = MADE.stored.values().iterator().next();
    KeyCertificate later = REFRESHED.keys().getFirst().certificate();
    refused(
        INCONSISTENT,
        "certificate: found one of another ceremony",
        () -> pending.certified(later, MADE.terms.roster()));
  }

  /** Each signature of it counts. */
  @Test
  void certificateIsSignedByAllOfItsRoster() {
    KeyCertificate certificate = MADE.keys().getFirst().certificate();
    for (int i = 0; i < 4; i++) {
      List<Bytes> signatures = new ArrayList<>(certificate.signatures());
      signatures.set(i, signatures.get((i + 1) % 4));
      KeyCertificate damaged = new KeyCertificate(certificate.certification(), signatures);
      refused(
          NOT_SIGNED,
          "CEREMONY_CERTIFICATION of " + (i + 1),
          () -> damaged.requireSigned(MADE.terms.roster()));
    }
    refused(
        INCONSISTENT,
        "signatures of a certificate",
        () ->
            new KeyCertificate(
                certificate.certification(), certificate.signatures().subList(0, 3)));
    refused(
        INCONSISTENT,
        "roster of a certified key",
        () -> certificate.requireSigned(TestRoster.of(4, RANDOM).roster()));
  }

  /** Every field is under the signatures. */
  @Test
  void nothingOfACertificationCanBeChanged() {
    KeyCertificate certificate = MADE.keys().getFirst().certificate();
    Certification right = certificate.certification();
    byte[] encoded = right.encode().toArray();
    int untilThePackage = encoded.length - right.publicKeys().encode().length();

    for (int i = 0; i < untilThePackage; i++) {
      byte[] bytes = encoded.clone();
      bytes[i] ^= 1;
      KeyCertificate changed =
          new KeyCertificate(Certification.decode(Bytes.copyOf(bytes)), certificate.signatures());
      boolean isRosterHash = i >= 96 && i < 128;
      refused(
          isRosterHash ? INCONSISTENT : NOT_SIGNED,
          "found",
          () -> changed.requireSigned(MADE.terms.roster()));
    }
  }
}

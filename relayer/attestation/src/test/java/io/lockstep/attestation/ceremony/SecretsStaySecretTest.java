package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.Telling.forms;
import static io.lockstep.attestation.Telling.tells;
import static io.lockstep.attestation.Telling.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;

/**
 * Secrets that are looked for in all that a ceremony says: the one-time keys and coefficients that
 * its participants drew, and the shares that came of them.
 */
class SecretsStaySecretTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Gathering gathering = Gathering.forNewKey(3, 4, Seed.next());

  @Test
  void noMessageTextOrOutcomeTellsASecret() {
    gathering.held();
    List<String> told = new ArrayList<>();
    gathering.said.forEach(message -> told.add(message.encode().toString()));
    gathering.outcomes.values().forEach(outcome -> told.add(outcome.toString()));
    gathering.stored.values().forEach(pending -> told.add(pending.toString()));
    gathering.keys().forEach(key -> told.addAll(List.of(key.toString(), key.key().toString())));

    assertThat(gathering.keys()).hasSize(4);
    assertTellsNothing(told);
  }

  @Test
  void noValueHasASecretText() {
    RememberedRandom random = new RememberedRandom();
    OneTimeKey key = OneTimeKey.generate(random);
    SecretPolynomial polynomial = SecretPolynomial.generate(3, 0, random);
    SecretScalar share = polynomial.at(Identifier.of(1));
    PendingKey pending = gathering.held().stored.values().iterator().next();
    List<String> told =
        Stream.of(
                key,
                polynomial,
                share,
                new Complaint(key, List.of(Identifier.of(1))),
                new Stage.Greeting(key),
                new Stage.Dealt(key, share),
                new Stage.Echoed(share),
                new Stage.Storing(pending),
                new Stage.Certifying(pending),
                new CeremonyAction.Store(pending))
            .map(Object::toString)
            .toList();

    assertTellsNothing(told);
    assertNoneIn(random, told);
    assertThat(told).noneMatch(text -> tells(text, share.reveal()));
  }

  @Test
  void noExceptionTellsASecret() {
    gathering.held();
    CertifiedKey key = gathering.keys().getFirst();
    PendingKey pending = gathering.stored.values().iterator().next();
    byte[] damagedShare = pending.reveal();
    damagedShare[63] ^= 1;
    byte[] damagedIdentifier = key.reveal();
    damagedIdentifier[31] ^= 2;
    byte[] cut = Arrays.copyOf(key.reveal(), 70);
    Gathering other = Gathering.forNewKey(3, 4, Seed.next()).held();
    CeremonyTerms refresh =
        CeremonyTerms.refresh(gathering.test.roster(), key.certificate(), Gathering.fresh());

    assertTellsNothing(
        List.of(
            told(() -> PendingKey.decode(damagedShare)),
            told(() -> CertifiedKey.decode(damagedIdentifier, gathering.terms.roster())),
            told(() -> CertifiedKey.decode(cut, gathering.terms.roster())),
            told(() -> CertifiedKey.decode(key.reveal(), other.terms.roster())),
            told(() ->
                new PendingKey(key.key(), other.keys().getFirst().certificate().certification())),
            told(() ->
                CeremonyParticipant.inRefresh(
                    refresh,
                    other.keys().getFirst(),
                    gathering.test.signers().getFirst(),
                    Gathering.ports(RANDOM))),
            told(() -> OneTimeKey.decode(Bytes.copyOf(new byte[31])))));
  }

  /** A complaint tells one key, and no other secret of the one who complains. */
  @Test
  void complaintTellsTheOneTimeKeyAndNothingElse() {
    CeremonyParticipant victim = gathering.participant(2);
    gathering
        .inOrder()
        .forger(4)
        .says(
            MessageKind.CEREMONY_DEALING,
            message -> {
              Dealing dealing = gathering.dealing(message);
              List<SealedShare> shares = new ArrayList<>(dealing.shares());
              Collections.rotate(shares, 1);
              return new Dealing(
                      dealing.dealer(),
                      dealing.hellos(),
                      dealing.proof(),
                      dealing.commitments(),
                      shares)
                  .encode();
            });
    gathering.held();
    List<String> said =
        gathering.said.stream()
            .filter(message -> message.sender().equals(victim.identifier()))
            .map(SignedMessage::encode)
            .map(Bytes::toString)
            .toList();
    RememberedRandom random = Objects.requireNonNull(gathering.randoms.get(victim.identifier()));

    assertThat(said).anyMatch(text -> tells(text, oneTimeKey(random)));
    random.drawn().stream()
        .skip(2)
        .map(Bytes::toArray)
        .forEach(secret -> assertThat(said).noneMatch(text -> tells(text, secret)));
  }

  /** The search itself must find what is there, or it proves nothing. */
  @Test
  void secretIsFoundWhereItIsTold() {
    gathering.held();
    byte[] share = gathering.keys().getFirst().key().secretShare().reveal();

    assertThat(secrets().map(SecretsStaySecretTest::hex)).contains(hex(share));
    assertThat(forms(share)).allMatch(form -> tells("share=" + form + ".", share));
  }

  private void assertTellsNothing(List<String> told) {
    List<byte[]> secrets = secrets().toList();
    assertThat(secrets).isNotEmpty();
    for (String text : told) {
      assertThat(text).isNotEmpty();
      for (byte[] secret : secrets) {
        assertThat(tells(text, secret)).as(text).isFalse();
      }
    }
  }

  private static void assertNoneIn(RememberedRandom random, List<String> told) {
    for (Bytes drawn : random.drawn()) {
      assertThat(told).noneMatch(text -> tells(text, drawn.toArray()));
    }
  }

  /** The second draw of each is its hello's random bytes, which all may know. */
  private Stream<byte[]> secrets() {
    Stream<byte[]> drawn =
        gathering.randoms.values().stream()
            .flatMap(random ->
                Stream.concat(random.drawn().stream().limit(1), random.drawn().stream().skip(2)))
            .flatMap(bytes -> Stream.of(bytes.toArray(), reduced(bytes.toArray())));
    Stream<byte[]> shares =
        gathering.stored.values().stream().map(key -> key.key().secretShare().reveal());
    return Stream.concat(drawn, shares);
  }

  /** X25519 sets and clears some bits of what was drawn. */
  private static byte[] oneTimeKey(RememberedRandom random) {
    byte[] key = random.drawn().getFirst().toArray();
    X25519.clampPrivateKey(key);
    return key;
  }

  /** A coefficient is the remainder of what was drawn. */
  private static byte[] reduced(byte[] drawn) {
    return Optional.of(drawn)
        .filter(bytes -> bytes.length == SecretPolynomial.RANDOM_LENGTH)
        .map(bytes -> SecretArithmetic.standard().reduced(bytes).reveal())
        .orElse(drawn);
  }

  private static String hex(byte[] secret) {
    return HexFormat.of().formatHex(secret);
  }
}

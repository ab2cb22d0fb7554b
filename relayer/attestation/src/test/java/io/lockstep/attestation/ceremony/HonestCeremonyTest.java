package io.lockstep.attestation.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.roster.TestRoster;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HonestCeremonyTest {
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"3, 4", "4, 5", "5, 7", "9, 13"})
  void allAreCertifiedTheSameKeyAndAnyQuorumSigns(int threshold, int count) {
    Seed seed = Seed.next();
    Gathering gathering = Gathering.forNewKey(threshold, count, seed).held();
    Random random = seed.random();

    List<CertifiedKey> keys = gathering.keys();
    assertThat(keys).as("%s", seed).hasSize(count);
    assertThat(keys.stream().map(key -> key.key().publicKeys()).distinct()).hasSize(1);
    for (int i = 0; i < 3; i++) {
      assertThat(Signing.signs(Signing.quorum(keys, random))).as("%s", seed).isTrue();
    }
  }

  @Test
  void certificateSaysWhatWasAgreedAndCanBeCheckedByAnybody() {
    Gathering gathering = Gathering.forNewKey(3, 4, Seed.next()).held();

    for (CertifiedKey key : gathering.keys()) {
      KeyCertificate read = KeyCertificate.decode(key.certificate().encode());
      Certification certification = read.requireSigned(gathering.terms.roster()).certification();
      assertThat(read).isEqualTo(key.certificate());
      assertThat(certification.termsHash()).isEqualTo(gathering.terms.hash());
      assertThat(certification.rosterHash()).isEqualTo(gathering.terms.roster().hash());
      assertThat(certification.keyEpoch()).isEqualTo(7);
      assertThat(certification.generation()).isZero();
      assertThat(certification.publicKeys().threshold()).isEqualTo(3);
    }
  }

  @Test
  void everyCeremonyMakesAnotherKey() {
    LocalCeremony local = LocalCeremony.among(4, new SecureRandom());

    assertThat(local.newKey(3, 1).getFirst().groupKey())
        .isNotEqualTo(local.newKey(3, 1).getFirst().groupKey());
  }

  @Test
  void localCeremonyGivesKeysInTheOrderOfTheRoster() {
    LocalCeremony local = LocalCeremony.among(5, new SecureRandom());
    List<CertifiedKey> keys = local.newKey(4, 9);

    assertThat(keys.stream().map(CertifiedKey::identifier)).isEqualTo(local.roster().identifiers());
    assertThat(keys).allMatch(key -> key.keyEpoch() == 9);
    assertThat(Signing.signs(keys.subList(0, 4).stream().map(CertifiedKey::key).toList())).isTrue();
  }

  @Test
  void identifiersNeedNotBeSmallNorFollowEachOther() {
    SecureRandom random = new SecureRandom();
    List<IdentitySigner> signers =
        Stream.generate(() -> IdentitySigner.generate(random)).limit(4).toList();
    List<BigInteger> identifiers =
        List.of(
            BigInteger.TWO,
            BigInteger.valueOf(1_000_003),
            BigInteger.ONE.shiftLeft(200),
            Secp256k1.ORDER.subtract(BigInteger.ONE));
    Roster roster =
        new Roster(
            IntStream.range(0, 4)
                .mapToObj(i ->
                    new RosterMember(
                        new Identifier(identifiers.get(i)), signers.get(i).key(), "far:" + i))
                .toList());
    LocalCeremony local = new LocalCeremony(roster, signers, random);
    List<CertifiedKey> keys = local.refresh(local.newKey(3, 1));

    assertThat(Signing.signs(Signing.quorum(keys, Seed.next().random()))).isTrue();
  }

  /** A share that is lost right after must not have been certified. */
  @Test
  void nothingIsCertifiedBeforeItIsStored() {
    Gathering gathering = Gathering.forNewKey(3, 4, Seed.next()).withoutStorage(1).held();

    assertThat(gathering.stored).hasSize(4);
    assertThat(gathering.said)
        .filteredOn(message -> message.kind() == MessageKind.CEREMONY_CERTIFICATION)
        .map(message -> message.sender().value().intValue())
        .containsExactlyInAnyOrder(2, 3, 4);
    assertThat(gathering.outcomes.values())
        .containsOnly(
            new CeremonyOutcome.Stalled(CeremonyStep.CERTIFICATION, List.of(Identifier.of(1))));
  }

  @Test
  void nobodyTakesPartTwiceInOneSession() {
    TestRoster test = TestRoster.of(4, new SecureRandom());
    CeremonyTerms terms = CeremonyTerms.newKey(test.roster(), 3, 1, Gathering.fresh());
    Set<Hash32> begun = new HashSet<>();
    CeremonyPorts ports =
        new CeremonyPorts(
            session -> {
              if (!begun.add(session)) {
                throw new IllegalStateException("begun before");
              }
            },
            new SecureRandom(),
            Gathering.LIMITS);
    CeremonyParticipant first =
        CeremonyParticipant.inNewKey(terms, test.signers().getFirst(), ports);
    CeremonyParticipant restarted =
        CeremonyParticipant.inNewKey(terms, test.signers().getFirst(), ports);

    assertThat(first.begin(Instant.EPOCH)).hasSize(1);
    assertThatThrownBy(() -> restarted.begin(Instant.EPOCH)).hasMessage("begun before");
    assertThatThrownBy(() -> first.begin(Instant.EPOCH)).hasMessageContaining("begun already");
  }

  @Test
  void verificationSharesAreThoseOfTheSecretShares() {
    for (CertifiedKey key : LocalCeremony.among(4, new SecureRandom()).newKey(3, 1)) {
      KeyPackage held = key.key();
      PublicKeyPackage keys = held.publicKeys();
      assertThat(keys.verificationShare(held.identifier())).isEqualTo(held.verificationShare());
      assertThat(PublicKeyPackage.decode(keys.encode())).isEqualTo(keys);
    }
  }
}

package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static io.lockstep.attestation.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Aggregation;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.TestRoster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CurvePoint;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Seed seed = Seed.next();
  private final TestRoster test = TestRoster.of(4, RANDOM);
  private final LocalCeremony local = new LocalCeremony(test.roster(), test.signers(), RANDOM);
  private final List<CertifiedKey> old = local.newKey(3, 7);

  @Test
  void sharesChangeAndTheKeyStays() {
    Gathering gathering = Gathering.forRefresh(test, old, seed).held();
    List<CertifiedKey> fresh = gathering.keys();

    assertThat(fresh).as("%s", seed).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(fresh.get(i).groupKey()).isEqualTo(old.get(i).groupKey());
      assertThat(fresh.get(i).keyEpoch()).isEqualTo(7);
      assertThat(fresh.get(i).generation()).isEqualTo(1);
      assertThat(fresh.get(i).key().verificationShare())
          .isNotEqualTo(old.get(i).key().verificationShare());
    }
    assertThat(Signing.signs(Signing.quorum(fresh, seed.random()))).isTrue();
  }

  @Test
  void refreshCanBeRepeated() {
    List<CertifiedKey> third = local.refresh(local.refresh(old));

    assertThat(third).allMatch(key -> key.generation() == 2);
    assertThat(Signing.signs(Signing.quorum(third, seed.random()))).isTrue();
  }

  @Test
  void anOldShareHasNoPlaceAmongNewOnes() {
    List<CertifiedKey> fresh = local.refresh(old);
    List<KeyPackage> mixed = List.of(old.get(0).key(), fresh.get(1).key(), fresh.get(2).key());

    refused(INCONSISTENT, "key package", () -> Signing.aggregated(mixed));
    refused(
        INCONSISTENT,
        "secret share",
        () ->
            new KeyPackage(
                Identifier.of(1), old.get(0).key().secretShare(), fresh.get(0).key().publicKeys()));
    refused(
        INCONSISTENT,
        "share: found one of another key",
        () -> CertifiedKey.of(old.get(0).key(), fresh.get(0).certificate(), test.roster()));
  }

  /** Each signs in a round of its own key, as a thief of old shares would have to. */
  @Test
  void oldSharesThatFillUpAQuorumOfNewOnesDoNotSign() {
    List<CertifiedKey> fresh = local.refresh(old);

    assertThat(mixed(List.of(fresh.get(0), fresh.get(1), old.get(2))))
        .isEqualTo(new Aggregation.Blamed(List.of(Identifier.of(3))));
    assertThat(mixed(List.of(fresh.get(0), old.get(1), old.get(2))))
        .isEqualTo(new Aggregation.Blamed(List.of(Identifier.of(2), Identifier.of(3))));
    assertThat(mixed(fresh.subList(0, 3))).isInstanceOf(Aggregation.Signed.class);
  }

  @Test
  void sharesOfAnotherCeremonyDoNotSignEither() {
    List<CertifiedKey> nextEpoch = local.newKey(3, 8);
    List<CertifiedKey> otherRoster = LocalCeremony.among(4, RANDOM).newKey(3, 7);

    for (List<CertifiedKey> others : List.of(nextEpoch, otherRoster)) {
      assertThat(mixed(List.of(old.get(0), old.get(1), others.get(2))))
          .isEqualTo(new Aggregation.Blamed(List.of(Identifier.of(3))));
    }
  }

  private static Aggregation mixed(List<CertifiedKey> signers) {
    List<SigningNonces> nonces =
        signers.stream().map(key -> SigningNonces.generate(key.key(), RANDOM)).toList();
    CommitmentList commitments =
        CommitmentList.sorting(nonces.stream().map(SigningNonces::commitment).toList());
    List<SignatureShare> shares =
        IntStream.range(0, signers.size())
            .mapToObj(
                i -> round(signers.get(i), commitments).sign(signers.get(i).key(), nonces.get(i)))
            .toList();
    return round(signers.getFirst(), commitments).aggregate(shares);
  }

  private static SigningRound round(CertifiedKey key, CommitmentList commitments) {
    return SigningRound.of(key.key().publicKeys(), commitments, Signing.MESSAGE);
  }

  @Test
  void whoHoldsAnotherShareTakesNoPart() {
    CeremonyTerms terms =
        CeremonyTerms.refresh(test.roster(), old.getFirst().certificate(), Gathering.fresh());
    CeremonyPorts ports = Gathering.ports(RANDOM);
    List<CertifiedKey> another = local.newKey(3, 7);

    refused(
        INCONSISTENT,
        "share that 1 holds",
        () ->
            CeremonyParticipant.inRefresh(
                terms, another.getFirst(), test.signers().getFirst(), ports));
    refused(
        INCONSISTENT,
        "share that 1 holds",
        () -> CeremonyParticipant.inRefresh(terms, old.get(1), test.signers().getFirst(), ports));
    refused(
        INCONSISTENT,
        "found none",
        () -> CeremonyParticipant.inNewKey(terms, test.signers().getFirst(), ports));
    CeremonyTerms anew = CeremonyTerms.newKey(test.roster(), 3, 8, Gathering.fresh());
    refused(
        INCONSISTENT,
        "expected none for a new key",
        () ->
            CeremonyParticipant.inRefresh(anew, old.getFirst(), test.signers().getFirst(), ports));
  }

  @Test
  void certificateThatIsNotSignedByAllCannotBeRefreshed() {
    KeyCertificate certificate = old.getFirst().certificate();
    List<Bytes> signatures = new ArrayList<>(certificate.signatures());
    signatures.set(3, signatures.get(2));

    refused(
        NOT_SIGNED,
        "CEREMONY_CERTIFICATION of 4",
        () ->
            CeremonyTerms.refresh(
                test.roster(),
                new KeyCertificate(certificate.certification(), signatures),
                Gathering.fresh()));
  }

  /** A constant term would move the key; in a refresh there is no place to write one. */
  @Test
  void dealingThatHasAConstantTermIsMalformed() {
    Gathering gathering = Gathering.forRefresh(test, old, seed);
    gathering
        .forger(4)
        .says(
            MessageKind.CEREMONY_DEALING,
            message -> {
              Dealing dealing = gathering.dealing(message);
              SecretPolynomial whole = SecretPolynomial.generate(3, 0, RANDOM);
              return new Dealing(
                      dealing.dealer(),
                      dealing.hellos(),
                      dealing.proof(),
                      whole.commitments(),
                      dealing.shares())
                  .encode();
            });

    assertThat(gathering.held().outcomesOfHonest())
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    CeremonyOutcome.Faulty.class,
                    faulty -> assertThat(faulty.culprits()).containsExactly(Identifier.of(4))));
  }

  /** Whoever deals with a constant term nonetheless gives shares that do not fit. */
  @Test
  void shareWithAConstantTermIsWrong() {
    Gathering gathering = Gathering.forRefresh(test, old, seed);
    gathering
        .forger(4)
        .says(
            MessageKind.CEREMONY_DEALING,
            message -> {
              Dealing dealing = gathering.dealing(message);
              SecretPolynomial whole = SecretPolynomial.generate(3, 0, RANDOM);
              Dealing shifted =
                  Dealing.of(gathering.terms, dealing.dealer(), dealing.hellos(), whole, RANDOM);
              List<CurvePoint> points = whole.commitments().points();
              return new Dealing(
                      dealing.dealer(),
                      dealing.hellos(),
                      dealing.proof(),
                      new Commitments(points.subList(1, 3), 1),
                      shifted.shares())
                  .encode();
            });

    assertThat(gathering.held().outcomesOfHonest())
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    CeremonyOutcome.Faulty.class,
                    faulty ->
                        assertThat(faulty.faults())
                            .singleElement()
                            .isInstanceOf(Fault.WrongShare.class)));
  }
}

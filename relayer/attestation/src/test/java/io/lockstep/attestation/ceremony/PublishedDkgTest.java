package io.lockstep.attestation.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.ceremony.PublishedDkg.Dealer;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.frost.VerificationShare;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.SecretArithmetic;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.GroupKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Below the ceremony, whose rule would refuse 2 of 3: polynomials, commitments and proofs. */
class PublishedDkgTest {
  static final List<Dealer> DEALERS = PublishedDkg.DEALERS;

  private static Bytes bytes(String hex) {
    return Bytes.fromHex("0x" + hex);
  }

  private static SecretScalar secret(String hex) {
    return SecretScalar.decode(HexFormat.of().parseHex(hex));
  }

  private static String hex(SecretScalar secret) {
    return HexFormat.of().formatHex(secret.reveal());
  }

  private static SecretPolynomial polynomial(Dealer dealer) {
    return new SecretPolynomial(
        List.of(secret(dealer.constant()), secret(dealer.coefficient())), 0);
  }

  private static Commitments commitments(Dealer dealer) {
    return Commitments.read(
        Fields.of(bytes(String.join("", dealer.commitments())), "commitments"), 2, 0);
  }

  private static ProofOfPossession proof(Dealer dealer) {
    return ProofOfPossession.read(Fields.of(bytes(dealer.proof()), "proof"));
  }

  @ParameterizedTest
  @FieldSource("DEALERS")
  void polynomialsGiveThePublishedCommitmentsAndShares(Dealer dealer) {
    assertThat(polynomial(dealer).commitments()).isEqualTo(commitments(dealer));
    dealer
        .shares()
        .forEach((recipient, share) -> {
          Identifier place = Identifier.of(recipient);
          assertThat(hex(polynomial(dealer).at(place))).isEqualTo(share);
          assertThat(commitments(dealer).fits(place, secret(share))).isTrue();
          assertThat(commitments(dealer).fits(Identifier.of(dealer.identifier()), secret(share)))
              .isFalse();
        });
  }

  @ParameterizedTest
  @FieldSource("DEALERS")
  void publishedProofsProveTheirOwnDealerAndCommitmentOnly(Dealer dealer) {
    Identifier own = Identifier.of(dealer.identifier());
    ProofOfPossession proof = proof(dealer);

    assertThat(proof.proves(own, commitments(dealer).constant())).isTrue();
    assertThat(proof.proves(Identifier.of(4), commitments(dealer).constant())).isFalse();
    assertThat(proof.proves(own, commitments(dealer).points().get(1))).isFalse();
    assertThat(proof.encode()).isEqualTo(bytes(dealer.proof()));
  }

  @ParameterizedTest
  @FieldSource("DEALERS")
  void proofsMadeHereProveWhatPublishedOnesDo(Dealer dealer) {
    Identifier own = Identifier.of(dealer.identifier());
    ProofOfPossession made =
        ProofOfPossession.prove(
            own, secret(dealer.constant()), commitments(dealer).constant(), new SecureRandom());

    assertThat(made.proves(own, commitments(dealer).constant())).isTrue();
    assertThat(made).isNotEqualTo(proof(dealer));
  }

  @ParameterizedTest
  @FieldSource("DEALERS")
  void sumsGiveThePublishedKeyAndShares(Dealer holder) {
    List<ECPoint> sum =
        Commitments.sum(DEALERS.stream().map(PublishedDkgTest::commitments).toList());
    Identifier place = Identifier.of(holder.identifier());
    List<SecretScalar> received = new ArrayList<>(List.of(polynomial(holder).at(place)));
    DEALERS.stream()
        .map(Dealer::shares)
        .map(Map::entrySet)
        .forEach(shares ->
            shares.stream()
                .filter(share -> share.getKey() == holder.identifier())
                .forEach(share -> received.add(secret(share.getValue()))));

    assertThat(received).hasSize(3);
    assertThat(hex(SecretPolynomial.sum(received))).isEqualTo(holder.secretShare());
    assertThat(Points.named(sum.getFirst()).compressed()).isEqualTo(bytes(PublishedDkg.GROUP_KEY));
    assertThat(Points.named(Commitments.value(sum, 0, place)).compressed())
        .isEqualTo(bytes(holder.verificationShare()))
        .isEqualTo(
            SecretArithmetic.standard().generatorTimes(secret(holder.secretShare())).compressed());
  }

  @ParameterizedTest
  @FieldSource("DEALERS")
  void publishedSharesMakeAKeyPackage(Dealer holder) {
    List<VerificationShare> roster =
        DEALERS.stream()
            .map(dealer ->
                new VerificationShare(
                    Identifier.of(dealer.identifier()),
                    Points.read(bytes(dealer.verificationShare()).asByteBuffer(), "share")))
            .toList();
    PublicKeyPackage keys =
        new PublicKeyPackage(
            2,
            GroupKey.of(Points.read(bytes(PublishedDkg.GROUP_KEY).asByteBuffer(), "key")),
            roster);

    assertThat(
            new KeyPackage(Identifier.of(holder.identifier()), secret(holder.secretShare()), keys)
                .groupKey())
        .isEqualTo(keys.groupKey());
  }
}

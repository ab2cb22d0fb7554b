package io.lockstep.attestation.frost;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.frost.Rfc9591.Signer;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.FrostVerifier;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Rfc9591Test {
  private static final Bytes MESSAGE = bytes(Rfc9591.MESSAGE);

  private final List<KeyPackage> keys =
      TrustedDealer.split(
          List.of(number(Rfc9591.GROUP_SECRET_KEY), number(Rfc9591.COEFFICIENT)),
          List.of(Identifier.of(1), Identifier.of(2), Identifier.of(3)));
  private final List<KeyPackage> signing = List.of(keys.get(0), keys.get(2));
  private List<SigningNonces> nonces = List.of();

  @BeforeEach
  void commit() {
    nonces = List.of(committed(0), committed(1));
  }

  private SigningNonces committed(int index) {
    Signer signer = Rfc9591.SIGNERS.get(index);
    return SigningNonces.generate(
        signing.get(index),
        new GivenRandomness(signer.hidingRandomness(), signer.bindingRandomness()));
  }

  @Test
  void dealerGivesThePublishedSharesAndKey() {
    assertThat(keys.getFirst().groupKey().point().compressed())
        .isEqualTo(bytes(Rfc9591.GROUP_PUBLIC_KEY));
    assertThat(keys)
        .map(key -> HexFormat.of().formatHex(key.secretShare().reveal()))
        .containsExactly(
            Rfc9591.SIGNERS.get(0).share(), Rfc9591.SHARE_OF_2, Rfc9591.SIGNERS.get(1).share());
  }

  @Test
  void roundOneGivesThePublishedNoncesAndCommitments() {
    for (int i = 0; i < nonces.size(); i++) {
      Signer signer = Rfc9591.SIGNERS.get(i);
      SigningCommitment commitment = nonces.get(i).commitment();
      SigningNonces.Pair pair = nonces.get(i).take();

      assertThat(pair.hiding().reveal()).isEqualTo(bytes(signer.hidingNonce()).toArray());
      assertThat(pair.binding().reveal()).isEqualTo(bytes(signer.bindingNonce()).toArray());
      assertThat(commitment.identifier()).isEqualTo(Identifier.of(signer.identifier()));
      assertThat(commitment.hiding().compressed()).isEqualTo(bytes(signer.hidingCommitment()));
      assertThat(commitment.binding().compressed()).isEqualTo(bytes(signer.bindingCommitment()));
    }
  }

  @Test
  void bindingFactorsAreThePublishedOnes() {
    CommitmentList commitments = Quorum.commitments(nonces);
    byte[] prefix = BindingFactors.prefix(keys.getFirst().groupKey(), commitments, MESSAGE);
    BindingFactors factors = BindingFactors.of(keys.getFirst().groupKey(), commitments, MESSAGE);

    for (Signer signer : Rfc9591.SIGNERS) {
      Identifier identifier = Identifier.of(signer.identifier());
      assertThat(HexFormat.of().formatHex(prefix) + identifier.encode().toString().substring(2))
          .isEqualTo(signer.bindingFactorInput());
      assertThat(factors.of(identifier)).isEqualTo(number(signer.bindingFactor()));
    }
  }

  @Test
  void roundTwoGivesThePublishedSharesAndSignature() {
    SigningRound round =
        SigningRound.of(keys.getFirst().publicKeys(), Quorum.commitments(nonces), MESSAGE);
    List<SignatureShare> shares =
        List.of(
            round.sign(signing.get(0), nonces.get(0)), round.sign(signing.get(1), nonces.get(1)));

    assertThat(shares)
        .map(SignatureShare::z)
        .containsExactly(
            number(Rfc9591.SIGNERS.get(0).signatureShare()),
            number(Rfc9591.SIGNERS.get(1).signatureShare()));
    assertThat(shares).allMatch(round::isRight);
    FrostSignature signature = signature(round.aggregate(shares));
    assertThat(signature.r().compressed()).isEqualTo(bytes(Rfc9591.SIGNATURE).slice(0, 33));
    assertThat(signature.encode().slice(64, 32)).isEqualTo(bytes(Rfc9591.SIGNATURE).slice(33, 32));
    assertThat(FrostVerifier.verify(keys.getFirst().groupKey(), MESSAGE, signature)).isTrue();
  }

  private static FrostSignature signature(Aggregation aggregation) {
    assertThat(aggregation).isInstanceOf(Aggregation.Signed.class);
    return ((Aggregation.Signed) aggregation).signature();
  }

  private static Bytes bytes(String hex) {
    return Bytes.fromHex("0x" + hex);
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex, 16);
  }
}

package io.lockstep.attestation.frost;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever sends a wrong share is named, and nobody else is, whatever the others do. */
class BlameTest {
  private static final Bytes MESSAGE = Bytes.fromHex("0x01");

  private final Seed seed = Seed.next();
  private final Random random = seed.random();

  /** Several ways to lie, by any number of signers at once, up to all of them. */
  @Test
  void exactlyTheLiarsAreBlamed() {
    int roundsWithSeveralLiars = 0;
    for (int i = 0; i < 150; i++) {
      int count = 2 + random.nextInt(5);
      int threshold = 2 + random.nextInt(count - 1);
      List<KeyPackage> keys = TrustedDealer.split(threshold, count, random);
      Quorum quorum = Quorum.of(keys, MESSAGE);
      List<SignatureShare> honest = quorum.shares();
      List<SignatureShare> sent = honest.stream().map(share -> maybeLie(share, honest)).toList();
      List<Identifier> liars =
          IntStream.range(0, count)
              .filter(n -> !sent.get(n).equals(honest.get(n)))
              .mapToObj(n -> honest.get(n).identifier())
              .toList();

      Aggregation aggregation = quorum.round().aggregate(shuffled(sent));

      if (liars.isEmpty()) {
        assertThat(aggregation).as("%s", seed).isInstanceOf(Aggregation.Signed.class);
      } else {
        assertThat(aggregation).as("%s", seed).isEqualTo(new Aggregation.Blamed(liars));
      }
      roundsWithSeveralLiars += liars.size() > 1 ? 1 : 0;
    }
    assertThat(roundsWithSeveralLiars).as("%s", seed).isPositive();
  }

  private SignatureShare maybeLie(SignatureShare share, List<SignatureShare> all) {
    BigInteger z =
        switch (random.nextInt(8)) {
          case 0 -> share.z().add(BigInteger.ONE);
          case 1 -> Secp256k1.ORDER.subtract(share.z());
          case 2 -> BigInteger.ZERO;
          case 3 -> TrustedDealer.scalar(random);
          case 4 -> all.getFirst().z();
          default -> share.z();
        };
    return new SignatureShare(share.identifier(), z.mod(Secp256k1.ORDER));
  }

  private List<SignatureShare> shuffled(List<SignatureShare> shares) {
    List<SignatureShare> shuffled = new ArrayList<>(shares);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** No signature has z = 0, so the sum must not even be tried as one. */
  @Test
  void liarWhoMakesTheSumZeroIsBlamed() {
    Quorum quorum = quorum();
    List<SignatureShare> shares = new ArrayList<>(quorum.shares());
    BigInteger others = shares.get(0).z().add(shares.get(1).z());
    shares.set(2, with(shares.get(2), others.negate()));

    assertThat(quorum.round().aggregate(shares)).isEqualTo(blamed(3));
  }

  @Test
  void liarsWhoseErrorsCancelHaveDoneNoHarm() {
    Quorum quorum = quorum();
    List<SignatureShare> shares = new ArrayList<>(quorum.shares());
    shares.set(0, with(shares.get(0), shares.get(0).z().add(BigInteger.TEN)));
    shares.set(1, with(shares.get(1), shares.get(1).z().subtract(BigInteger.TEN)));

    assertThat(quorum.round().aggregate(shares)).isInstanceOf(Aggregation.Signed.class);
    assertThat(shares).filteredOn(quorum.round()::isRight).hasSize(1);
  }

  @Test
  void whoSignedAnotherMessageIsBlamed() {
    Quorum quorum = quorum();
    SigningRound other = otherRound(quorum, Bytes.fromHex("0x02"));
    List<SignatureShare> shares =
        List.of(
            quorum.round().sign(quorum.signers().get(0), quorum.nonces().get(0)),
            other.sign(quorum.signers().get(1), quorum.nonces().get(1)),
            quorum.round().sign(quorum.signers().get(2), quorum.nonces().get(2)));

    assertThat(quorum.round().aggregate(shares)).isEqualTo(blamed(2));
  }

  private static SigningRound otherRound(Quorum quorum, Bytes message) {
    return SigningRound.of(
        quorum.signers().getFirst().publicKeys(), Quorum.commitments(quorum.nonces()), message);
  }

  /** As an attester would who took the share of another epoch: right in itself, wrong here. */
  @Test
  void whoSignedWithTheShareOfAnotherKeyIsBlamed() {
    List<KeyPackage> others = TrustedDealer.split(3, 3, random);
    List<KeyPackage> keys = TrustedDealer.split(3, 3, random);
    List<SigningNonces> nonces =
        List.of(
            Quorum.nonces(keys.get(0)), Quorum.nonces(others.get(1)), Quorum.nonces(keys.get(2)));
    CommitmentList commitments = Quorum.commitments(nonces);
    SigningRound round = SigningRound.of(keys.getFirst().publicKeys(), commitments, MESSAGE);
    SigningRound elsewhere = SigningRound.of(others.getFirst().publicKeys(), commitments, MESSAGE);
    List<SignatureShare> shares =
        List.of(
            round.sign(keys.get(0), nonces.get(0)),
            elsewhere.sign(others.get(1), nonces.get(1)),
            round.sign(keys.get(2), nonces.get(2)));

    assertThat(round.aggregate(shares)).isEqualTo(blamed(2));
  }

  /** A coordinator that tells signers different lists gets shares that do not fit together. */
  @Test
  void whoWasShownAnotherListIsTheOneWhoseShareDoesNotFit() {
    Quorum quorum = quorum();
    List<SigningNonces> swapped =
        List.of(
            quorum.nonces().get(0), quorum.nonces().get(1), Quorum.nonces(quorum.signers().get(2)));
    SigningRound other =
        SigningRound.of(
            quorum.signers().getFirst().publicKeys(), Quorum.commitments(swapped), MESSAGE);
    List<SignatureShare> shares =
        List.of(
            other.sign(quorum.signers().get(0), quorum.nonces().get(0)),
            quorum.round().sign(quorum.signers().get(1), quorum.nonces().get(1)),
            quorum.round().sign(quorum.signers().get(2), quorum.nonces().get(2)));

    assertThat(quorum.round().aggregate(shares)).isEqualTo(blamed(1));
  }

  private Quorum quorum() {
    return Quorum.of(TrustedDealer.split(3, 3, random), MESSAGE);
  }

  private static Aggregation.Blamed blamed(long identifier) {
    return new Aggregation.Blamed(List.of(Identifier.of(identifier)));
  }

  private static SignatureShare with(SignatureShare share, BigInteger z) {
    return new SignatureShare(share.identifier(), z.mod(Secp256k1.ORDER));
  }
}

package io.lockstep.attestation.frost;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Refusal;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Mutation;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubsetsTest {
  static Stream<Arguments> smallRosters() {
    return IntStream.rangeClosed(2, 6)
        .boxed()
        .flatMap(n -> IntStream.rangeClosed(2, n).mapToObj(t -> Arguments.of(t, n)));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("smallRosters")
  void everySubsetOfAtLeastTheThresholdSigns(int threshold, int count) {
    Seed seed = Seed.next();
    Random random = seed.random();
    List<KeyPackage> keys = TrustedDealer.split(threshold, count, random);
    Bytes message = message(random);

    for (int members = 0; members < 1 << count; members++) {
      if (Integer.bitCount(members) >= threshold) {
        assertSigns(subset(keys, members), message, seed);
      }
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("smallRosters")
  void noSmallerSubsetBeginsARound(int threshold, int count) {
    List<KeyPackage> keys = TrustedDealer.split(threshold, count, Seed.next().random());

    for (int members = 1; members < 1 << count; members++) {
      if (Integer.bitCount(members) < threshold) {
        List<KeyPackage> few = subset(keys, members);
        Refusal.refused(
            AttestationException.Code.TOO_FEW,
            "expected at least " + threshold,
            () -> Quorum.of(few, Bytes.EMPTY));
      }
    }
  }

  @Test
  void identifiersNeedNotBeSmallNorFollowEachOther() {
    Seed seed = Seed.next();
    Random random = seed.random();
    BigInteger greatest = Secp256k1.ORDER.subtract(BigInteger.ONE);
    List<KeyPackage> keys =
        TrustedDealer.split(
            2,
            Stream.of(
                new Identifier(greatest),
                new Identifier(TrustedDealer.scalar(random)),
                Identifier.of(7)),
            random);

    for (int members : List.of(0b011, 0b101, 0b110, 0b111)) {
      assertSigns(subset(keys, members), message(random), seed);
    }
  }

  @Test
  void largeQuorumSigns() {
    Seed seed = Seed.next();
    List<KeyPackage> keys = TrustedDealer.split(9, 13, seed.random());

    assertSigns(keys.subList(3, 12), message(seed.random()), seed);
  }

  private static void assertSigns(List<KeyPackage> signers, Bytes message, Seed seed) {
    Quorum quorum = Quorum.of(signers, message);
    List<SignatureShare> shares = quorum.shares();

    assertThat(shares).as("%s", seed).allMatch(quorum.round()::isRight);
    assertThat(quorum.round().aggregate(shares.reversed()))
        .as("%s", seed)
        .isInstanceOfSatisfying(
            Aggregation.Signed.class,
            signed -> {
              FrostSignature decoded = FrostSignature.decode(signed.signature().encode());
              assertThat(FrostVerifier.verify(signers.getFirst().groupKey(), message, decoded))
                  .isTrue();
            });
  }

  private static List<KeyPackage> subset(List<KeyPackage> keys, int members) {
    return IntStream.range(0, keys.size())
        .filter(i -> (members >> i & 1) == 1)
        .mapToObj(keys::get)
        .toList();
  }

  private static Bytes message(Random random) {
    return Bytes.copyOf(Mutation.noise(random, 100));
  }
}

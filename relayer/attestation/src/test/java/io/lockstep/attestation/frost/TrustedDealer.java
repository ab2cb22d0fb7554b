package io.lockstep.attestation.frost;

import io.lockstep.attestation.group.Scalars;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Splits a key that it knows, as RFC 9591's appendix C does. Only tests may: outside of them nobody
 * ever holds a whole key.
 */
public final class TrustedDealer {
  private TrustedDealer() {}

  /** A fresh key for participants 1 to {@code count}. */
  public static List<KeyPackage> split(int threshold, int count, Random random) {
    return split(threshold, LongStream.rangeClosed(1, count).mapToObj(Identifier::of), random);
  }

  static List<KeyPackage> split(int threshold, Stream<Identifier> participants, Random random) {
    List<BigInteger> coefficients = Stream.generate(() -> scalar(random)).limit(threshold).toList();
    return split(coefficients, participants.sorted().toList());
  }

  /**
   * With a given polynomial.
   *
   * @param coefficients as many as the threshold, the key first
   */
  static List<KeyPackage> split(List<BigInteger> coefficients, List<Identifier> participants) {
    List<VerificationShare> roster =
        participants.stream()
            .map(i -> new VerificationShare(i, Secp256k1.generatorTimes(value(coefficients, i))))
            .toList();
    GroupKey groupKey = GroupKey.of(Secp256k1.generatorTimes(coefficients.getFirst()));
    PublicKeyPackage keys = new PublicKeyPackage(coefficients.size(), groupKey, roster);
    return participants.stream()
        .map(i -> new KeyPackage(i, secret(value(coefficients, i)), keys))
        .toList();
  }

  private static BigInteger value(List<BigInteger> coefficients, Identifier at) {
    BigInteger value = BigInteger.ZERO;
    for (BigInteger coefficient : coefficients.reversed()) {
      value = Scalars.product(value, at.value()).add(coefficient).mod(Secp256k1.ORDER);
    }
    return value;
  }

  static SecretScalar secret(BigInteger value) {
    return SecretScalar.decode(Scalars.bytes(value));
  }

  /** Between 1 and 2^255, which is below the order. */
  static BigInteger scalar(Random random) {
    return new BigInteger(255, random).add(BigInteger.ONE);
  }
}

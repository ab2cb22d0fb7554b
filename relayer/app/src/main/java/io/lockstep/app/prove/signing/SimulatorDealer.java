package io.lockstep.app.prove.signing;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.frost.VerificationShare;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Deals keys that it knows, which sign nothing but the digests of a simulation. */
final class SimulatorDealer implements Keys {
  @Override
  public List<KeyPackage> deal(int threshold, int count, Random random) {
    List<BigInteger> polynomial =
        Stream.generate(() -> new BigInteger(255, random).add(BigInteger.ONE))
            .limit(threshold)
            .toList();
    List<Identifier> signers = LongStream.rangeClosed(1, count).mapToObj(Identifier::of).toList();
    List<VerificationShare> shares =
        signers.stream()
            .map(i -> new VerificationShare(i, Secp256k1.generatorTimes(value(polynomial, i))))
            .toList();
    GroupKey groupKey = GroupKey.of(Secp256k1.generatorTimes(polynomial.getFirst()));
    PublicKeyPackage keys = new PublicKeyPackage(threshold, groupKey, shares);
    return signers.stream()
        .map(i -> new KeyPackage(i, secret(value(polynomial, i)), keys))
        .toList();
  }

  private static BigInteger value(List<BigInteger> polynomial, Identifier at) {
    BigInteger value = BigInteger.ZERO;
    for (BigInteger coefficient : polynomial.reversed()) {
      value = Scalars.product(value, at.value()).add(coefficient).mod(Secp256k1.ORDER);
    }
    return value;
  }

  private static SecretScalar secret(BigInteger value) {
    return SecretScalar.decode(Scalars.bytes(value));
  }
}

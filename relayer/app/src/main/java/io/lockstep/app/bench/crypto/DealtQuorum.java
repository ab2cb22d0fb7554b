package io.lockstep.app.bench.crypto;

import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.frost.VerificationShare;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Secp256k1;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The first t of n signers, with a key that was dealt: it signs nothing but benchmarks. */
@State(Scope.Benchmark)
public class DealtQuorum {
  static final SecureRandom RANDOM = new SecureRandom();

  @Param({"3-of-4", "5-of-7", "9-of-13"})
  public String quorum;

  private List<KeyPackage> signers;

  @Setup
  public void deal() {
    QuorumSize size = QuorumSize.parse(quorum);
    List<BigInteger> polynomial =
        Stream.generate(DealtQuorum::scalar).limit(size.threshold()).toList();
    List<Identifier> participants =
        LongStream.rangeClosed(1, size.participants()).mapToObj(Identifier::of).toList();
    PublicKeyPackage publicKeys =
        new PublicKeyPackage(
            size.threshold(),
            GroupKey.of(Secp256k1.generatorTimes(polynomial.getFirst())),
            participants.stream()
                .map(one ->
                    new VerificationShare(one, Secp256k1.generatorTimes(value(polynomial, one))))
                .toList());
    signers =
        participants.stream()
            .limit(size.threshold())
            .map(one ->
                new KeyPackage(
                    one, SecretScalar.decode(Scalars.bytes(value(polynomial, one))), publicKeys))
            .toList();
  }

  /** Between 1 and 2^255, which is below the order. */
  private static BigInteger scalar() {
    return new BigInteger(255, RANDOM).add(BigInteger.ONE);
  }

  private static BigInteger value(List<BigInteger> polynomial, Identifier at) {
    BigInteger value = BigInteger.ZERO;
    for (BigInteger coefficient : polynomial.reversed()) {
      value = value.multiply(at.value()).add(coefficient).mod(Secp256k1.ORDER);
    }
    return value;
  }

  List<KeyPackage> signers() {
    return signers;
  }

  PublicKeyPackage publicKeys() {
    return signers.getFirst().publicKeys();
  }

  static CommitmentList commitments(Collection<SigningNonces> nonces) {
    return CommitmentList.sorting(nonces.stream().map(SigningNonces::commitment).toList());
  }
}

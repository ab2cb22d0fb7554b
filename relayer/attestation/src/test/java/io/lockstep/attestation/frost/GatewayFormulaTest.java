package io.lockstep.attestation.frost;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostChallenge;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Secp256k1;
import io.lockstep.testkit.Seed;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** What a quorum signs passes the formula of the gateway, which sees only ecrecover's addresses. */
class GatewayFormulaTest {
  @Test
  void quorumsSignatureIsRecoveredToTheAddressOfR() {
    Seed seed = Seed.next();
    Random random = seed.random();
    Set<String> parities = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      List<KeyPackage> keys = TrustedDealer.split(2, 3, random).subList(1, 3);
      GroupKey key = keys.getFirst().groupKey();
      Bytes digest = word(TrustedDealer.scalar(random));
      FrostSignature signature = signature(keys, digest);

      assertThat(accepts(key, digest, signature)).as("%s", seed).isTrue();
      assertThat(accepts(key, word(BigInteger.ONE), signature)).as("%s", seed).isFalse();
      parities.add(key.point().hasOddY() + " " + signature.r().hasOddY());
    }
    assertThat(parities).as("%s", seed).hasSize(4);
  }

  private static FrostSignature signature(List<KeyPackage> keys, Bytes digest) {
    Quorum quorum = Quorum.of(keys, digest);
    Aggregation aggregation = quorum.round().aggregate(quorum.shares());
    assertThat(aggregation).isInstanceOf(Aggregation.Signed.class);
    return ((Aggregation.Signed) aggregation).signature();
  }

  /** ecrecover(n − z·px, 27 + (py & 1), px, n − c·px) is the address of R. */
  private static boolean accepts(GroupKey key, Bytes digest, FrostSignature signature) {
    BigInteger c = FrostChallenge.of(key, signature.r(), digest);
    byte[] recovered =
        recovered(
            Scalars.negated(Scalars.product(signature.z(), key.px())),
            key,
            Scalars.negated(Scalars.product(c, key.px())));
    return Arrays.equals(recovered, address(signature.rx(), signature.ry()));
  }

  /** ECDSA's (s·P − h·G) / r, where P is the point with x = r and the parity asked for. */
  private static byte[] recovered(BigInteger h, GroupKey key, BigInteger s) {
    BigInteger inverse = key.px().modInverse(Secp256k1.ORDER);
    ECPoint point =
        Points.sum(
                List.of(Points.element(key.point()), Points.GENERATOR),
                List.of(Scalars.product(s, inverse), Scalars.negated(Scalars.product(h, inverse))))
            .normalize();
    return address(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
  }

  private static byte[] address(BigInteger x, BigInteger y) {
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(Scalars.bytes(x), 0, Scalars.LENGTH);
    keccak.update(Scalars.bytes(y), 0, Scalars.LENGTH);
    byte[] hash = new byte[32];
    keccak.doFinal(hash, 0);
    return Arrays.copyOfRange(hash, 12, 32);
  }

  private static Bytes word(BigInteger number) {
    return Bytes.copyOf(Scalars.bytes(number));
  }
}

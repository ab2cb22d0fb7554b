package io.lockstep.attestation.frost;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.GroupKey;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.util.Arrays;

/**
 * One factor for each signer, which ties its binding nonce to the key, the message and all
 * commitments. Without it, shares of several rounds could be combined into a signature that nobody
 * made.
 */
final class BindingFactors {
  private final Map<Identifier, BigInteger> factors;

  private BindingFactors(Map<Identifier, BigInteger> factors) {
    this.factors = factors;
  }

  static BindingFactors of(GroupKey key, CommitmentList commitments, Bytes message) {
    byte[] prefix = prefix(key, commitments, message);
    return new BindingFactors(
        commitments.identifiers().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    signer -> FrostHash.bindingFactor(prefix, signer.encode().toArray()))));
  }

  /** What RFC 9591 hashes before the identifier of each signer. */
  static byte[] prefix(GroupKey key, CommitmentList commitments, Bytes message) {
    return Arrays.concatenate(
        key.point().compressed().toArray(),
        FrostHash.message(message.toArray()),
        FrostHash.commitments(commitments.encode().toArray()));
  }

  BigInteger of(Identifier signer) {
    BigInteger factor = factors.get(signer);
    if (factor == null) {
      throw new AttestationException(FOREIGN, "signer", signer, "one that committed to this round");
    }
    return factor;
  }
}

package io.lockstep.attestation.frost;

import io.lockstep.protocol.Bytes;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

/** Signers who have committed and are about to sign: what most tests begin with. */
record Quorum(List<KeyPackage> signers, List<SigningNonces> nonces, SigningRound round) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Quorum of(List<KeyPackage> signers, Bytes message) {
    List<SigningNonces> nonces = signers.stream().map(Quorum::nonces).toList();
    CommitmentList commitments = commitments(nonces);
    return new Quorum(
        signers, nonces, SigningRound.of(signers.getFirst().publicKeys(), commitments, message));
  }

  static SigningNonces nonces(KeyPackage key) {
    return SigningNonces.generate(key, RANDOM);
  }

  static CommitmentList commitments(List<SigningNonces> nonces) {
    return CommitmentList.sorting(nonces.stream().map(SigningNonces::commitment).toList());
  }

  /** The honest share of each. Uses the nonces up. */
  List<SignatureShare> shares() {
    return IntStream.range(0, signers.size())
        .mapToObj(i -> round.sign(signers.get(i), nonces.get(i)))
        .toList();
  }
}

package io.lockstep.attestation.ceremony;

import io.lockstep.attestation.frost.Aggregation;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.FrostVerifier;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What keys are good for. */
final class Signing {
  private static final SecureRandom SECURE = new SecureRandom();
  static final Bytes MESSAGE = Bytes.fromHex("0x706f6c79");

  private Signing() {}

  static List<KeyPackage> quorum(List<CertifiedKey> keys, Random random) {
    List<KeyPackage> all = new ArrayList<>(keys.stream().map(CertifiedKey::key).toList());
    Collections.shuffle(all, random);
    return all.subList(0, all.getFirst().publicKeys().threshold());
  }

  /** Whether these sign, and the signature verifies under the key of the first. */
  static boolean signs(List<KeyPackage> signers) {
    return switch (aggregated(signers)) {
      case Aggregation.Signed(FrostSignature signature) ->
          FrostVerifier.verify(signers.getFirst().groupKey(), MESSAGE, signature);
      case Aggregation.Blamed _ -> false;
    };
  }

  static Aggregation aggregated(List<KeyPackage> signers) {
    List<SigningNonces> nonces =
        signers.stream().map(key -> SigningNonces.generate(key, SECURE)).toList();
    SigningRound round =
        SigningRound.of(
            signers.getFirst().publicKeys(),
            CommitmentList.sorting(nonces.stream().map(SigningNonces::commitment).toList()),
            MESSAGE);
    return round.aggregate(
        IntStream.range(0, signers.size())
            .mapToObj(i -> round.sign(signers.get(i), nonces.get(i)))
            .toList());
  }
}

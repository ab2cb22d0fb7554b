package io.lockstep.app.bench.crypto;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.frost.SigningNonces;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The first t of n signers, with a key that they made among themselves. */
@State(Scope.Benchmark)
public class HeldQuorum {
  static final SecureRandom RANDOM = new SecureRandom();

  @Param({"3-of-4", "5-of-7", "9-of-13"})
  public String quorum;

  private List<KeyPackage> signers;

  @Setup
  public void holdCeremony() {
    QuorumSize size = QuorumSize.parse(quorum);
    signers =
        LocalCeremony.among(size.participants(), RANDOM).newKey(size.threshold(), 1).stream()
            .map(CertifiedKey::key)
            .limit(size.threshold())
            .toList();
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

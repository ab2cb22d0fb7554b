package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.signing.Findings.Broken;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.Patience;
import io.lockstep.protocol.Hash32;
import java.time.Instant;

/** Parts with one defect each, and what the checker must find of it. */
enum BrokenParts implements Parts {
  POOL_THAT_KEEPS_ITS_NONCES(Broken.NONCE_REUSE) {
    @Override
    public Pool pool(Signer signer) {
      return new NonceKeepingPool(signer);
    }
  },
  COORDINATOR_THAT_BLAMES_THE_WHOLE_SESSION(Broken.WRONG_BLAME) {
    @Override
    public Coordinator coordinator(
        Hash32 digest, CommitmentStore store, Patience patience, Instant now) {
      return new BlamingCoordinator(REAL.coordinator(digest, store, patience, now));
    }
  },
  COORDINATOR_THAT_WAITS_FOR_THE_SILENT(Broken.FAILED_WITH_QUORUM) {
    @Override
    public Coordinator coordinator(
        Hash32 digest, CommitmentStore store, Patience patience, Instant now) {
      return new WaitingCoordinator(REAL.coordinator(digest, store, patience, now));
    }
  },
  COORDINATOR_THAT_USES_A_COMMITMENT_TWICE(Broken.COMMITMENT_IN_TWO_SESSIONS) {
    @Override
    public Coordinator coordinator(
        Hash32 digest, CommitmentStore store, Patience patience, Instant now) {
      return new RepeatingCoordinator(REAL.coordinator(digest, store, patience, now));
    }
  };

  private static final Parts REAL = Parts.real();

  private final Broken finding;

  BrokenParts(Broken finding) {
    this.finding = finding;
  }

  Broken finding() {
    return finding;
  }

  @Override
  public Pool pool(Signer signer) {
    return REAL.pool(signer);
  }

  @Override
  public Coordinator coordinator(
      Hash32 digest, CommitmentStore store, Patience patience, Instant now) {
    return REAL.coordinator(digest, store, patience, now);
  }
}

package io.lockstep.app.prove.signing;

import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;

/** One who coordinates signings. It can lose all that it remembers, and keeps its name. */
final class CoordinatorProcess {
  private final QuorumKey key;
  private final CoordinatorId id;
  private CommitmentStore store;

  CoordinatorProcess(QuorumKey key, CoordinatorId id) {
    this.key = key;
    this.id = id;
    this.store = new CommitmentStore(key, id);
  }

  CoordinatorId id() {
    return id;
  }

  CommitmentStore store() {
    return store;
  }

  void loseMemory() {
    store = new CommitmentStore(key, id);
  }
}

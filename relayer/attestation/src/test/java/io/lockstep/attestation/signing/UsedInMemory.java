package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.core.domain.CommitmentUse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A record that outlives the pools of a test, as a database outlives a process. */
final class UsedInMemory implements UsedCommitments {
  private final Set<SigningCommitment> used = ConcurrentHashMap.newKeySet();

  @Override
  public CommitmentUse record(SigningCommitment commitment, SigningSession session) {
    return used.add(commitment)
        ? new CommitmentUse.First(used.size())
        : new CommitmentUse.Repeated();
  }

  boolean holds(SigningCommitment commitment) {
    return used.contains(commitment);
  }
}

package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.core.domain.CommitmentUse;

/**
 * Where a signer writes down which commitments it has used. Its nonces die with the process, so the
 * record is the second lock on the door: it also holds when a machine is restored with its memory.
 */
@FunctionalInterface
public interface UsedCommitments {
  /**
   * Returns once the use is durable, so that no crash can undo it.
   *
   * @throws RuntimeException if it cannot tell whether it is; then no share leaves, and the nonces
   *     are gone
   */
  CommitmentUse record(SigningCommitment commitment, SigningSession session);
}

package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import java.util.List;
import java.util.Optional;

/**
 * What attesters are asked to sign.
 *
 * @param asker who says it is asking
 * @param proposal what they are shown
 * @param checkpoints all that the request could bring a signature of
 * @param digest what the sessions are over
 */
record Request(
    CoordinatorId asker,
    CommitmentStore store,
    Proposal proposal,
    List<Checkpoint> checkpoints,
    Hash32 digest) {
  /** Who stands for the holds of others. */
  List<Identifier> authors() {
    return proposal instanceof CheckpointProposal(var _, var statements)
        ? statements.stream().map(SignedMessage::sender).distinct().toList()
        : List.of();
  }

  /** Nothing if it was no checkpoint that was signed. */
  Optional<FinishedCheckpoint> finishedBy(FrostSignature signature) {
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(new FinishedCheckpoint(checkpoints.getLast(), signature));
  }
}

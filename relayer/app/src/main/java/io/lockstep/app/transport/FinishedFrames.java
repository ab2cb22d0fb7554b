package io.lockstep.app.transport;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.WRONG_LENGTH;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finished checkpoint on its way to the attesters, with what its signers said: frames of the
 * checkpoint as it was proposed, without statements, of the signature, and of each share.
 */
record FinishedFrames(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
  private static final int FIXED = 2;

  FinishedFrames {
    heard = List.copyOf(heard);
  }

  byte[] encode() {
    List<Bytes> frames = new ArrayList<>();
    frames.add(new CheckpointProposal(checkpoint.checkpoint(), List.of()).encode());
    frames.add(checkpoint.signature().encode());
    heard.forEach(share -> frames.add(new LastHeard(Optional.of(share)).encode()));
    return Frames.join(frames);
  }

  static FinishedFrames decode(Bytes body) {
    List<Bytes> frames = Frames.split(body);
    if (frames.size() < FIXED) {
      throw new AttestationException(
          WRONG_LENGTH, "pieces of a finished checkpoint", frames.size(), "at least " + FIXED);
    }
    FinishedCheckpoint checkpoint =
        new FinishedCheckpoint(
            proposal(frames.get(0)).checkpoint(), FrostSignature.decode(frames.get(1)));
    return new FinishedFrames(
        checkpoint,
        frames.subList(FIXED, frames.size()).stream().map(FinishedFrames::share).toList());
  }

  private static CheckpointProposal proposal(Bytes frame) {
    if (Proposal.decode(frame) instanceof CheckpointProposal proposal
        && proposal.statements().isEmpty()) {
      return proposal;
    }
    throw new AttestationException(
        INCONSISTENT, "finished checkpoint", "another proposal", "a checkpoint without statements");
  }

  private static LastHeard.Share share(Bytes frame) {
    return LastHeard.decode(frame)
        .share()
        .orElseThrow(() ->
            new AttestationException(INCONSISTENT, "what a signer said", "nothing", "a share"));
  }
}

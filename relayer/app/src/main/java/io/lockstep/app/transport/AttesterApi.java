package io.lockstep.app.transport;

import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** What can be asked of an attester over the network. Who asks has been made sure of. */
public interface AttesterApi {
  SignedMessage offer(CoordinatorId coordinator, Allotment abandoned);

  Attester.Reply answer(CoordinatorId coordinator, Proposal proposal, SigningSession session);

  List<SignedMessage> holds(LaneId lane, long from, long nonce);

  /**
   * Takes what a quorum has signed, to serve it to everybody.
   *
   * @param heard what the signers said in the session that it came from: they will be told when
   *     they start again
   * @throws io.lockstep.attestation.AttestationException if the quorum has not signed it, or a
   *     signer has not said that
   */
  void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard);

  /** The finished checkpoints that lead beyond the message, the furthest first. For everybody. */
  List<KeptCheckpoint> checkpoints(LaneId lane, long beyond);

  /** What was last heard of another attester, signed for the question that it asks at its start. */
  SignedMessage lastHeard(Identifier peer, Hash32 question);
}

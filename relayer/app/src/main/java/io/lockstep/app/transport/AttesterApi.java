package io.lockstep.app.transport;

import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** What can be asked of an attester over the network. Who asks has been made sure of. */
public interface AttesterApi {
  SignedMessage offer(CoordinatorId coordinator, Allotment abandoned);

  Attester.Reply answer(CoordinatorId coordinator, Proposal proposal, SigningSession session);

  List<SignedMessage> holds(LaneId lane, long from, long nonce);
}

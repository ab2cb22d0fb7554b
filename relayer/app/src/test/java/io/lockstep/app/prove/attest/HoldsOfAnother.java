package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** Tells its holds as it should, and answers as if it had none. */
record HoldsOfAnother(Speaker telling, Speaker answering) implements Speaker {
  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    return answering.offer(coordinator, abandoned);
  }

  @Override
  public Attester.Reply answer(
      CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    return answering.answer(coordinator, proposal, session);
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    return telling.holds(lane, from, nonce);
  }
}

package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** What coordinators hear of an attester. */
interface Speaker {
  SignedMessage offer(CoordinatorId coordinator, Allotment abandoned);

  Attester.Reply answer(CoordinatorId coordinator, Proposal proposal, SigningSession session);

  List<SignedMessage> holds(LaneId lane, long from, long nonce);

  /** What a right one says. */
  static Speaker of(Attester attester) {
    return new Speaker() {
      @Override
      public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
        return attester.offer(coordinator, abandoned);
      }

      @Override
      public Attester.Reply answer(
          CoordinatorId coordinator, Proposal proposal, SigningSession session) {
        return attester.answer(coordinator, proposal, session);
      }

      @Override
      public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
        return attester.holds(lane, from, nonce);
      }
    };
  }
}

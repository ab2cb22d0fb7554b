package io.lockstep.app.coordination;

import io.lockstep.app.transport.AttesterApi;
import io.lockstep.app.transport.Callers;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.LaneId;
import java.util.List;

/** The attester of this process, which coordinates by itself. It asks itself as it asks others. */
public record OwnSeat(Identifier identifier, AttesterApi api) implements Seat {
  private CoordinatorId self() {
    return Callers.coordinatorOf(identifier);
  }

  @Override
  public SignedMessage offer(Allotment abandoned) {
    return api.offer(self(), abandoned);
  }

  @Override
  public Answered answer(Proposal proposal, SigningSession session) {
    Attester.Reply reply = api.answer(self(), proposal, session);
    return new Answered(reply.message(), reply.why());
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    return api.holds(lane, from, nonce);
  }

  @Override
  public void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    api.finished(checkpoint, heard);
  }
}

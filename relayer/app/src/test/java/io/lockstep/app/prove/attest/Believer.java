package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SignerPool;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Optional;

/** Signs the digest that it is handed, once it is not fenced, and computes none of its own. */
final class Believer implements Speaker {
  private final Speaker right;
  private final SignerPool pool;

  Believer(Seat seat, SigningLedger ledger, Speaker right) {
    this.right = right;
    this.pool =
        new SignerPool(
            seat.key(),
            seat.share(),
            seat.identity(),
            seat.coordinators(),
            (commitment, session) ->
                ledger.use(Keccak256.of(commitment.encode()), session.digest()),
            seat.random());
  }

  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    return pool.offer(coordinator, abandoned);
  }

  @Override
  public Attester.Reply answer(
      CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    ApprovedMessage handed = new ApprovedMessage(session.digest());
    return new Attester.Reply(pool.answer(coordinator, session, handed), Optional.empty());
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    return right.holds(lane, from, nonce);
  }
}

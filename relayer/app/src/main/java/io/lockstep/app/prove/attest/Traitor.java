package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Fault.Treason;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.HoldStatement;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SignerPool;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** An attester that signs whatever it is asked to sign, and says that it holds every message. */
final class Traitor implements Speaker {
  private final Seat seat;
  private final SigningLedger ledger;
  private final SignerPool pool;
  private final Findings findings;
  private long used;

  Traitor(Seat seat, SigningLedger ledger, Findings findings) {
    this.seat = seat;
    this.ledger = ledger;
    this.findings = findings;
    this.pool =
        new SignerPool(
            seat.key(),
            seat.share(),
            seat.identity(),
            seat.coordinators(),
            (_, _) -> new CommitmentUse.First(++used),
            seat.random());
  }

  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    return pool.offer(coordinator, abandoned);
  }

  @Override
  public Attester.Reply answer(
      CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    findings.add(Treason.SIGNS_ANYTHING);
    ApprovedMessage whatever = new ApprovedMessage(session.digest());
    return new Attester.Reply(pool.answer(coordinator, session, whatever), Optional.empty());
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    Set<Long> all = Set.copyOf(LongStream.rangeClosed(from + 1, nonce).boxed().toList());
    return ledger.lane(lane, from, nonce, all).others().entrySet().stream()
        .map(entry -> new HoldStatement(lane, entry.getKey(), entry.getValue()))
        .peek(_ -> findings.add(Treason.HOLDS_EVERYTHING))
        .map(statement -> seat.says(MessageKind.HOLD, seat.key().hash(), statement.encode()))
        .toList();
  }
}

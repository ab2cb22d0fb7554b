package io.lockstep.app.attester.desk;

import io.lockstep.app.attester.AttesterKeys;
import io.lockstep.app.transport.AttesterApi;
import io.lockstep.app.transport.Callers;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Optional;

/** Answers for one attester. Safe for several threads. */
public final class AttesterDesk implements AttesterApi {
  private final AttesterKeys keys;
  private final Attester attester;
  private final Archive archive;
  private final Contradictions contradictions;
  private final Callers callers;
  private final DeskListener listener;

  public AttesterDesk(
      AttesterKeys keys,
      Attester attester,
      Archive archive,
      Contradictions contradictions,
      Callers callers,
      DeskListener listener) {
    this.keys = keys;
    this.attester = attester;
    this.archive = archive;
    this.contradictions = contradictions;
    this.callers = callers;
    this.listener = listener;
  }

  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    return attester.offer(coordinator, abandoned);
  }

  @Override
  public Attester.Reply answer(
      CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    Attester.Reply reply = attester.answer(coordinator, proposal, session);
    String caller = callers.name(coordinator);
    Optional<Refusal> why = reply.why();
    if (why.isPresent()) {
      String reason = why.get().reason().name();
      listener.refused(caller, proposal.lane(), reason, why.get().text());
    } else {
      tell(caller, proposal, Answer.decode(keys.self(), reply.message().body()));
    }
    return reply;
  }

  /** What was vouched for may still get no share: the session may be an old one, or another's. */
  private void tell(String caller, Proposal proposal, Answer answer) {
    switch (answer) {
      case Answer.Share _ -> listener.signed(caller, proposal);
      case Answer.Refused refused ->
          listener.refused(
              caller,
              proposal.lane(),
              refused.reason().name(),
              "the session is none that a share is given in, although the proposal is right");
    }
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    return attester.holds(archive.followed(lane).id(), from, nonce);
  }

  @Override
  public void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    KeptCheckpoint kept = archive.keep(checkpoint, heard);
    listener.finished(kept);
    contradictions.check(kept.checkpoint().lane(), kept.checkpoint().nonce() - 1);
  }

  @Override
  public List<KeptCheckpoint> checkpoints(LaneId lane, long beyond) {
    return archive.beyond(lane, beyond);
  }

  @Override
  public SignedMessage lastHeard(Identifier peer, Hash32 question) {
    return SignedMessage.sign(
        keys.identity(), keys.self(), MessageKind.LAST_HEARD, question, archive.lastHeard(peer));
  }
}

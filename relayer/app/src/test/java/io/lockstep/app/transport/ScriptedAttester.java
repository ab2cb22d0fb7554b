package io.lockstep.app.transport;

import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.HoldStatement;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says what a test wants, under the attester's identity, and remembers what it was asked. */
final class ScriptedAttester implements AttesterApi {
  private static final Hash32 HASH = Keccak256.ofText("hash");

  private final IdentitySigner identity;
  private final Identifier identifier;
  final List<CoordinatorId> askedBy = new CopyOnWriteArrayList<>();
  final List<Object> asked = new CopyOnWriteArrayList<>();
  Optional<Refusal> refusal = Optional.empty();

  List<KeptCheckpoint> kept = List.of();

  ScriptedAttester(IdentitySigner identity, Identifier identifier) {
    this.identity = identity;
    this.identifier = identifier;
  }

  SignedMessage says(MessageKind kind, Bytes body) {
    return SignedMessage.sign(identity, identifier, kind, HASH, body);
  }

  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    askedBy.add(coordinator);
    asked.add(abandoned);
    return says(MessageKind.SIGNING_COMMITMENTS, Bytes.fromHex("0x01"));
  }

  @Override
  public Attester.Reply answer(
      CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    askedBy.add(coordinator);
    asked.add(proposal);
    asked.add(session);
    return new Attester.Reply(says(MessageKind.SIGNING_ANSWER, Bytes.fromHex("0x02")), refusal);
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    asked.add(List.of(lane, from, nonce));
    return List.of(
        says(MessageKind.HOLD, new HoldStatement(lane, 5, HASH).encode()),
        says(MessageKind.HOLD, new HoldStatement(lane, 9, HASH).encode()));
  }

  @Override
  public void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    asked.add(checkpoint);
    asked.add(heard);
  }

  @Override
  public List<KeptCheckpoint> checkpoints(LaneId lane, long beyond) {
    asked.add(List.of(lane, beyond));
    return kept;
  }

  @Override
  public SignedMessage lastHeard(Identifier peer, Hash32 question) {
    asked.add(List.of(peer, question));
    return says(MessageKind.LAST_HEARD, Bytes.EMPTY);
  }
}

package io.lockstep.app.coordination;

import io.lockstep.app.transport.AttesterApi;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.AttestationException.Code;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A real attester, which a test makes silent or a liar, and whose mail a test reads. */
final class SeatedAttester implements AttesterApi {
  record Handed(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {}

  final BlockingQueue<Handed> handed = new LinkedBlockingQueue<>();
  final AtomicInteger asked = new AtomicInteger();
  private final Attester attester;
  private final Identifier identifier;
  private final IdentitySigner identity;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean silent;
  private volatile boolean lying;
  final AtomicInteger handOversRefused = new AtomicInteger();
  volatile Runnable afterHolds = () -> {};

  SeatedAttester(Attester attester, Identifier identifier, IdentitySigner identity) {
    this.attester = attester;
    this.identifier = identifier;
    this.identity = identity;
  }

  /** Takes every request and answers none. */
  void fallSilent() {
    silent = true;
  }

  void lie() {
    lying = true;
  }

  /** Lets go of whoever waits for it. */
  void end() {
    ended.countDown();
  }

  private void hear() {
    asked.incrementAndGet();
    if (silent) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    hear();
    return attester.offer(coordinator, abandoned);
  }

  @Override
  public Attester.Reply answer(
      CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    hear();
    Attester.Reply reply = attester.answer(coordinator, proposal, session);
    return lying ? new Attester.Reply(altered(reply.message()), reply.why()) : reply;
  }

  private SignedMessage altered(SignedMessage honest) {
    if (!(Answer.decode(identifier, honest.body())
        instanceof Answer.Share(SignatureShare share, long height, Allotment fresh))) {
      return honest;
    }
    byte[] bytes = share.encode().toArray();
    bytes[bytes.length - 1] ^= 1;
    Answer wrong = new Answer.Share(SignatureShare.decode(Bytes.copyOf(bytes)), height, fresh);
    return SignedMessage.sign(
        identity, identifier, MessageKind.SIGNING_ANSWER, honest.scope(), wrong.encode());
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    hear();
    List<SignedMessage> holds = attester.holds(lane, from, nonce);
    afterHolds.run();
    return holds;
  }

  @Override
  public void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    hear();
    if (handOversRefused.getAndDecrement() > 0) {
      throw new AttestationException(Code.NOT_SIGNED, "hand-over", "one too early", "another");
    }
    handed.add(new Handed(checkpoint, heard));
  }

  @Override
  public List<KeptCheckpoint> checkpoints(LaneId lane, long beyond) {
    return List.of();
  }

  @Override
  public SignedMessage lastHeard(Identifier peer, Hash32 question) {
    throw new UnsupportedOperationException("nobody starts here");
  }
}

package io.lockstep.app.prove.signing;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Hash32;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An attester of the simulation: a pool, what it has approved, and perhaps a liar's tongue. */
final class SimulatedSigner {
  private final Parts parts;
  private final Parts.Signer signer;
  private final Optional<Liar> liar;
  private final Checker checker;
  private final Map<Hash32, Instant> approvedFrom = new HashMap<>();
  private Parts.Pool pool;

  SimulatedSigner(Parts parts, Parts.Signer signer, Optional<Liar> liar, Checker checker) {
    this.parts = parts;
    this.signer = signer;
    this.liar = liar;
    this.checker = checker;
    this.pool = parts.pool(signer);
  }

  Identifier identifier() {
    return signer.share().identifier();
  }

  boolean isHonest() {
    return liar.isEmpty();
  }

  void approve(Hash32 digest, Instant from) {
    approvedFrom.put(digest, from);
  }

  /** All nonces are lost; what is on record stays. */
  void restart() {
    pool = parts.pool(signer);
  }

  List<Utterance> asked(CoordinatorId coordinator, Allotment abandoned) {
    return said(pool.offer(coordinator, abandoned), coordinator);
  }

  List<Utterance> requested(CoordinatorId coordinator, SigningSession session, Instant now) {
    Hash32 digest = session.digest();
    Instant from = approvedFrom.get(digest);
    if (from == null || now.isBefore(from)) {
      return said(pool.decline(coordinator, session), coordinator);
    }
    SignedMessage answer = pool.answer(coordinator, session, new ApprovedMessage(digest));
    checker.answerLeft(session, answer);
    return said(answer, coordinator);
  }

  private List<Utterance> said(SignedMessage message, CoordinatorId coordinator) {
    List<Utterance> sent =
        liar.map(tongue -> tongue.falsified(message, coordinator))
            .orElseGet(() -> List.of(Utterance.of(message)));
    sent.forEach(utterance -> checker.sent(utterance.message()));
    return sent;
  }
}

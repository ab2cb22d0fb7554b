package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.Aggregation;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.attestation.roster.SignedMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session and what has come of it. If one of its signers refuses it never ends, which does no
 * harm: the others become responsive by answering, as in any other.
 */
final class OpenSession {
  private final QuorumKey key;
  private final SigningSession session;
  private final Set<Identifier> awaited;
  private final Map<Identifier, SignatureShare> shares = new HashMap<>();
  private final Map<Identifier, SignedMessage> answers = new HashMap<>();
  private @Nullable SigningRound round;

  OpenSession(QuorumKey key, SigningSession session) {
    this.key = key;
    this.session = session;
    this.awaited = new HashSet<>(session.signers());
  }

  SigningSession session() {
    return session;
  }

  boolean awaits(Identifier signer) {
    return awaited.contains(signer);
  }

  /** Whatever it was that the signer said, it is said. */
  void heard(SignedMessage answer) {
    awaited.remove(answer.sender());
    answers.put(answer.sender(), answer);
  }

  void add(SignatureShare share) {
    shares.put(share.identifier(), share);
  }

  boolean isComplete() {
    return shares.size() == session.signers().size();
  }

  Aggregation aggregate() {
    return round().aggregate(shares.values());
  }

  /** Of a session that is complete every share has been looked at. */
  boolean hasWrongShareOf(Identifier signer) {
    SignatureShare share = shares.get(signer);
    return !isComplete() && share != null && !round().isRight(share);
  }

  Evidence against(Identifier signer) {
    SignedMessage answer = answers.get(signer);
    if (answer == null) {
      throw new IllegalStateException("Signer %s has said nothing to hold.".formatted(signer));
    }
    return new Evidence(session, answer);
  }

  /** Made when first needed: a session that stays without shares never needs it. */
  private SigningRound round() {
    SigningRound made = round;
    if (made == null) {
      made = key.round(session);
      round = made;
    }
    return made;
  }
}

package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.signing.Findings.Broken;
import io.lockstep.app.prove.signing.Findings.Count;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.Evidence;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.Hash32;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sees every message that leaves a signer or a coordinator of one world and remembers it. It knows
 * who is faulty, which nobody else does.
 */
final class Checker {
  private final QuorumKey key;
  private final Set<Identifier> faulty;
  private final Findings findings;
  private final Map<SigningCommitment, Hash32> recorded = new HashMap<>();
  private final Map<SigningCommitment, Hash32> signedFor = new HashMap<>();
  private final Set<Hash32> refused = new HashSet<>();
  private final Map<CommitmentStore, Map<SigningCommitment, Hash32>> placed = new HashMap<>();

  Checker(QuorumKey key, Set<Identifier> faulty, Findings findings) {
    this.key = key;
    this.faulty = faulty;
    this.findings = findings;
  }

  /** The durable record of all signers, which no restart undoes. */
  CommitmentUse record(SigningCommitment commitment, SigningSession session) {
    return recorded.putIfAbsent(commitment, session.hash()) == null
        ? new CommitmentUse.First(recorded.size())
        : new CommitmentUse.Repeated();
  }

  /** Of a pool, before anybody falsifies it: a share once made counts as told. */
  void answerLeft(SigningSession session, SignedMessage message) {
    switch (Answer.decode(message.sender(), message.body())) {
      case Answer.Share _ -> shareLeft(session, message.sender());
      case Answer.Refused _ -> {}
    }
  }

  private void shareLeft(SigningSession session, Identifier signer) {
    Hash32 hash = session.hash();
    SigningCommitment commitment = session.commitments().find(signer).orElseThrow();
    if (!hash.equals(recorded.get(commitment))) {
      findings.add(Broken.UNRECORDED_SHARE);
    }
    Hash32 before = signedFor.putIfAbsent(commitment, hash);
    if (before != null && !before.equals(hash)) {
      findings.add(Broken.NONCE_REUSE);
    }
  }

  /** What is really sent, by whomever: a refusal, true or false, costs its session. */
  void sent(SignedMessage message) {
    if (isRefusal(message) && refused.add(message.scope())) {
      findings.add(Count.REFUSED);
    }
  }

  private boolean isRefusal(SignedMessage message) {
    try {
      return message.kind() == MessageKind.SIGNING_ANSWER
          && Answer.decode(message.sender(), message.body()) instanceof Answer.Refused
          && message.equals(message.requireSigned(key.roster()));
    } catch (AttestationException e) {
      return false;
    }
  }

  void requested(CommitmentStore store, SigningSession session) {
    Map<SigningCommitment, Hash32> known = placed.computeIfAbsent(store, _ -> new HashMap<>());
    Hash32 hash = session.hash();
    for (SigningCommitment commitment : session.commitments().commitments()) {
      if (!known.computeIfAbsent(commitment, _ -> hash).equals(hash)) {
        findings.add(Broken.COMMITMENT_IN_TWO_SESSIONS);
      }
    }
  }

  void blamed(Evidence evidence) {
    findings.add(Count.BLAMED);
    if (!faulty.contains(evidence.accused()) || !evidence.proves(key)) {
      findings.add(Broken.WRONG_BLAME);
    }
  }

  /**
   * A signing has ended, well or not.
   *
   * @param opened the hashes of all sessions of one coordinator for it
   */
  void opened(Set<Hash32> opened) {
    opened.forEach(_ -> findings.add(Count.SESSIONS_OPENED));
    long ofRefused = opened.stream().filter(refused::contains).count();
    int bound = key.roster().size() - key.threshold() + 1;
    if (opened.size() > bound + ofRefused) {
      findings.add(Broken.OVER_BOUND);
    }
  }

  void signed(Hash32 digest, FrostSignature signature) {
    if (!FrostVerifier.verify(key.publicKeys().groupKey(), digest, signature)) {
      findings.add(Broken.INVALID_SIGNATURE);
    }
  }
}

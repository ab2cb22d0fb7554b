package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningNonces;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An attester's side of signing with one key. Its nonces live here and nowhere else, and die with
 * it; each signs once.
 *
 * <p>It decides nothing about what is signed: a share comes only over a digest that the caller has
 * approved. And it trusts no coordinator. One that asks again is offered the same commitments, so
 * flooding gains nothing, and one that has lost its memory still gets them. One that asks again for
 * a share gets the same answer, so a lost answer costs no session.
 *
 * <p>Safe for several threads. Requests of one coordinator are answered one after the other,
 * however slow the record of used commitments is; those of others do not wait for them.
 */
public final class SignerPool {
  /** Bounds what the pool can hold. */
  public static final int COORDINATORS_MAX = 16;

  private final QuorumKey key;
  private final Hash32 keyHash;
  private final KeyPackage share;
  private final IdentitySigner identity;
  private final UsedCommitments used;
  private final SecureRandom random;
  private final Map<CoordinatorId, Shelf> shelves;

  /**
   * An empty pool.
   *
   * @param coordinators who may ask; nobody else is answered
   */
  public SignerPool(
      QuorumKey key,
      KeyPackage share,
      IdentitySigner identity,
      Set<CoordinatorId> coordinators,
      UsedCommitments used,
      SecureRandom random) {
    Require.inRange(coordinators.size(), 1, COORDINATORS_MAX, "count of coordinators");
    requireOwn(key, share, identity);
    this.key = key;
    this.keyHash = key.hash();
    this.share = share;
    this.identity = identity;
    this.used = used;
    this.random = random;
    this.shelves =
        coordinators.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new Shelf()));
  }

  private static void requireOwn(QuorumKey key, KeyPackage share, IdentitySigner identity) {
    if (!share.publicKeys().equals(key.publicKeys())) {
      throw new AttestationException(INCONSISTENT, "share", "one of another key", "the quorum's");
    }
    if (!key.roster().member(share.identifier()).identity().equals(identity.key())) {
      throw new AttestationException(
          INCONSISTENT, "identity", identity.key(), "the one of " + share.identifier());
    }
  }

  /**
   * Offers commitments: those that wait for this coordinator, and fresh ones where there is room.
   *
   * @param abandoned commitments that the coordinator will never use again; they make room
   */
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    Shelf shelf = shelf(coordinator);
    synchronized (shelf) {
      shelf.drop(abandoned.commitments());
      CommitmentOffer offer = new CommitmentOffer(coordinator, filled(shelf));
      return signed(MessageKind.SIGNING_COMMITMENTS, keyHash, offer.encode());
    }
  }

  /**
   * Signs, once, what the caller has approved, if that is what the session is about.
   *
   * @throws AttestationException if this coordinator may not ask
   */
  public SignedMessage answer(
      CoordinatorId coordinator, SigningSession session, ApprovedMessage approved) {
    if (!approved.digest().equals(session.digest())) {
      return decline(coordinator, session);
    }
    Shelf shelf = shelf(coordinator);
    synchronized (shelf) {
      Hash32 hash = session.hash();
      return shelf.answerTo(hash).orElseGet(() -> answerAnew(shelf, session, hash));
    }
  }

  /** A share is remembered. A refusal is not: it costs nothing to find out again. */
  private SignedMessage answerAnew(Shelf shelf, SigningSession session, Hash32 hash) {
    Answer answer = judge(shelf, session);
    SignedMessage message = signed(MessageKind.SIGNING_ANSWER, hash, answer.encode());
    if (answer instanceof Answer.Share) {
      shelf.remember(hash, message);
    }
    return message;
  }

  /** Says that the session's digest was not approved. No nonces are lost by it. */
  public SignedMessage decline(CoordinatorId coordinator, SigningSession session) {
    Shelf shelf = shelf(coordinator);
    synchronized (shelf) {
      Answer refusal = refusal(shelf, RefusalReason.NOT_APPROVED);
      return signed(MessageKind.SIGNING_ANSWER, session.hash(), refusal.encode());
    }
  }

  /** Forgets all nonces, as a restart would: the clock has jumped, and memory may be a copy. */
  public void empty() {
    for (Shelf shelf : shelves.values()) {
      synchronized (shelf) {
        shelf.empty();
      }
    }
  }

  private Answer judge(Shelf shelf, SigningSession session) {
    if (!session.key().equals(keyHash)) {
      return refusal(shelf, RefusalReason.FOREIGN_KEY);
    }
    Optional<SigningCommitment> own = session.commitments().find(share.identifier());
    if (own.isEmpty()) {
      return refusal(shelf, RefusalReason.NOT_INVITED);
    }
    if (!key.roster().identifiers().containsAll(session.signers())) {
      return refusal(shelf, RefusalReason.FOREIGN_SIGNER);
    }
    if (session.signers().size() < key.threshold()) {
      return refusal(shelf, RefusalReason.TOO_FEW);
    }
    if (!shelf.holds(own.get())) {
      return refusal(shelf, RefusalReason.UNKNOWN_COMMITMENT);
    }
    return use(shelf, session, own.get());
  }

  /**
   * The nonces are gone before anything is written down, and the record stands before they sign.
   */
  private Answer use(Shelf shelf, SigningSession session, SigningCommitment own) {
    SigningRound round = key.round(session);
    SigningNonces nonces = shelf.take(own).orElseThrow();
    return switch (used.record(own, session)) {
      case CommitmentUse.First(long ledgerHeight) ->
          new Answer.Share(
              round.sign(share, nonces),
              ledgerHeight,
              new Allotment(share.identifier(), shelf.fill(this::freshNonces)));
      case CommitmentUse.Repeated() -> refusal(shelf, RefusalReason.USED_BEFORE);
    };
  }

  private Answer refusal(Shelf shelf, RefusalReason reason) {
    return new Answer.Refused(reason, filled(shelf));
  }

  private Allotment filled(Shelf shelf) {
    shelf.fill(this::freshNonces);
    return shelf.allotment(share.identifier());
  }

  private SigningNonces freshNonces() {
    return SigningNonces.generate(share, random);
  }

  private Shelf shelf(CoordinatorId coordinator) {
    Shelf shelf = shelves.get(coordinator);
    if (shelf == null) {
      throw new AttestationException(FOREIGN, "coordinator", coordinator, "one of those allowed");
    }
    return shelf;
  }

  private SignedMessage signed(MessageKind kind, Hash32 scope, Bytes body) {
    return SignedMessage.sign(identity, share.identifier(), kind, scope, body);
  }

  /** Without anything that it holds. */
  @Override
  public String toString() {
    return "SignerPool[signer=" + share.identifier() + "]";
  }
}

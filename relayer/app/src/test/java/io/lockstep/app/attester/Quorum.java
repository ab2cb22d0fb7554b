package io.lockstep.app.attester;

import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Aggregation;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.frost.SigningRound;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.ApprovedMessage;
import io.lockstep.attestation.signing.CommitmentOffer;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.attestation.signing.SignerPool;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Three of four attesters with their shares. Attester 1 is under test; what the others sign is said
 * by whoever holds this.
 */
public final class Quorum {
  public static final CoordinatorId RELAYER_ID = CoordinatorId.named("relayer one");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final LocalCeremony ceremony;
  private final List<CertifiedKey> keys;
  private final QuorumKey key;
  private final Map<Identifier, SignerPool> pools = new HashMap<>();

  private Quorum(LocalCeremony ceremony, List<CertifiedKey> keys) {
    this.ceremony = ceremony;
    this.keys = keys;
    CertifiedKey first = keys.getFirst();
    this.key = new QuorumKey(ceremony.roster(), first.keyEpoch(), first.key().publicKeys());
  }

  public static Quorum create(long keyEpoch) {
    LocalCeremony ceremony = LocalCeremony.among(4, RANDOM);
    return new Quorum(ceremony, ceremony.newKey(3, keyEpoch));
  }

  /** The same attesters with another key. */
  public Quorum withKeyOf(long keyEpoch) {
    return new Quorum(ceremony, ceremony.newKey(3, keyEpoch));
  }

  public QuorumKey key() {
    return key;
  }

  public IdentitySigner identity(int attester) {
    return ceremony.signers().get(attester - 1);
  }

  public AttesterKeys keys(int attester) {
    return new AttesterKeys(key, share(attester), identity(attester));
  }

  private KeyPackage share(int attester) {
    return keys.get(attester - 1).key();
  }

  private SignerPool pool(int attester) {
    AtomicLong height = new AtomicLong();
    return pools.computeIfAbsent(
        Identifier.of(attester),
        _ ->
            new SignerPool(
                key,
                share(attester),
                identity(attester),
                Set.of(RELAYER_ID),
                (_, _) -> new CommitmentUse.First(height.incrementAndGet()),
                RANDOM));
  }

  /** The newest commitment that an attester offers. */
  public static SigningCommitment commitment(SignedMessage offer) {
    Allotment allotment = CommitmentOffer.decode(offer.sender(), offer.body()).allotment();
    return allotment.commitments().getFirst();
  }

  private SigningCommitment commitment(int attester) {
    Allotment none = new Allotment(Identifier.of(attester), List.of());
    return commitment(pool(attester).offer(RELAYER_ID, none));
  }

  /** The same attempt with 2 and 4. */
  public SigningSession otherSession(Hash32 digest, SigningCommitment ofTheFirst) {
    return new SigningSession(
        key.hash(),
        digest,
        CommitmentList.sorting(List.of(ofTheFirst, commitment(2), commitment(4))));
  }

  /** A session of attester 1, whose commitment is given, with 2 and 3. */
  public SigningSession session(Hash32 digest, SigningCommitment ofTheFirst) {
    return new SigningSession(
        key.hash(),
        digest,
        CommitmentList.sorting(List.of(ofTheFirst, commitment(2), commitment(3))));
  }

  /** A session without attester 1. */
  public SigningSession session(Hash32 digest) {
    return new SigningSession(
        key.hash(),
        digest,
        CommitmentList.sorting(List.of(commitment(2), commitment(3), commitment(4))));
  }

  /** What an attester other than the first says to a session, whatever it is about. */
  public LastHeard.Share share(int attester, SigningSession session) {
    SignedMessage answer =
        pool(attester).answer(RELAYER_ID, session, new ApprovedMessage(session.digest()));
    return new LastHeard.Share(session, answer);
  }

  /** What attester 1 gave before, with a ledger that nobody has any more. */
  public LastHeard.Share shareOfTheFirst(Hash32 digest) {
    return share(1, session(digest, commitment(1)));
  }

  public SigningRound round(SigningSession session) {
    return SigningRound.of(key.publicKeys(), session.commitments(), session.digest().bytes());
  }

  /** The signature of all who have answered. */
  public FrostSignature aggregate(SigningSession session, List<SignedMessage> answers) {
    List<SignatureShare> shares = new ArrayList<>();
    for (SignedMessage answer : answers) {
      if (Answer.decode(answer.sender(), answer.body()) instanceof Answer.Share share) {
        shares.add(share.share());
      }
    }
    return switch (round(session).aggregate(shares)) {
      case Aggregation.Signed(FrostSignature signature) -> signature;
      case Aggregation other -> throw new AssertionError("no signature: " + other);
    };
  }

  /** What the quorum signs without attester 1. */
  public FrostSignature sign(SigningSession session) {
    return aggregate(
        session,
        List.of(
            share(2, session).answer(), share(3, session).answer(), share(4, session).answer()));
  }
}

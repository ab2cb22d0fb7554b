package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all participants of a ceremony agree on before it begins. Its hash is the scope of each of
 * their messages, so nothing of another ceremony counts in this one.
 */
public final class CeremonyTerms {
  private static final Hash32 TAG = Keccak256.ofText("LOCKSTEP_CEREMONY_TERMS_V1");

  private final Roster roster;
  private final int threshold;
  private final long keyEpoch;
  private final CeremonyPurpose purpose;
  private final Hash32 sessionId;

  /** Every message asks for it, many times. */
  private final Hash32 hash;

  /**
   * Terms that make sense together.
   *
   * @param keyEpoch the number under which gateways know the key, from 1 and below 2^63, as in
   *     every signed statement
   * @param sessionId fresh for each ceremony, chosen by whoever calls it
   */
  public CeremonyTerms(
      Roster roster, int threshold, long keyEpoch, CeremonyPurpose purpose, Hash32 sessionId) {
    requireQuorum(threshold, roster.size());
    requireEpoch(keyEpoch);
    purpose.requireContinued(roster, threshold, keyEpoch);
    this.roster = roster;
    this.threshold = threshold;
    this.keyEpoch = keyEpoch;
    this.purpose = purpose;
    this.sessionId = sessionId;
    this.hash =
        new Keccak256()
            .add(TAG)
            .add(roster.hash())
            .add(threshold)
            .add(keyEpoch)
            .add(purpose.generation())
            .add(purpose.previousHash())
            .add(sessionId)
            .finish();
  }

  public static CeremonyTerms newKey(
      Roster roster, int threshold, long keyEpoch, Hash32 sessionId) {
    return new CeremonyTerms(roster, threshold, keyEpoch, new CeremonyPurpose.NewKey(), sessionId);
  }

  /** New shares of the key that a certificate speaks of, for those who hold it. */
  public static CeremonyTerms refresh(Roster roster, KeyCertificate previous, Hash32 sessionId) {
    Certification key = previous.certification();
    return new CeremonyTerms(
        roster,
        key.publicKeys().threshold(),
        key.keyEpoch(),
        new CeremonyPurpose.Refresh(previous),
        sessionId);
  }

  /**
   * Promise I8: 2t &gt; n + f, for at least one faulty attester. Any two quorums then share one
   * that is honest. 2 of 3 is refused: its quorums may have only the faulty one in common.
   */
  static void requireQuorum(int threshold, int count) {
    Require.inRange(threshold, PublicKeyPackage.THRESHOLD_MIN, count, "threshold");
    if (2 * threshold <= count + 1) {
      throw new AttestationException(
          OUT_OF_RANGE,
          "threshold",
          "%d of %d, where 2t = %d is not above n + 1 = %d"
              .formatted(threshold, count, 2 * threshold, count + 1),
          "at least %d of %d, so that two quorums share an honest attester"
              .formatted((count + 1) / 2 + 1, count));
    }
  }

  static void requireEpoch(long keyEpoch) {
    if (keyEpoch < 1) {
      throw new AttestationException(
          OUT_OF_RANGE, "key epoch", Long.toUnsignedString(keyEpoch), "1 to " + Long.MAX_VALUE);
    }
  }

  public Roster roster() {
    return roster;
  }

  public int threshold() {
    return threshold;
  }

  public long keyEpoch() {
    return keyEpoch;
  }

  public CeremonyPurpose purpose() {
    return purpose;
  }

  public Hash32 sessionId() {
    return sessionId;
  }

  /** It stands for all of them. */
  public Hash32 hash() {
    return hash;
  }

  /** How many ceremonies have given this key its shares before. */
  public long generation() {
    return purpose.generation();
  }

  List<Identifier> others(Identifier one) {
    return roster.identifiers().stream().filter(other -> !other.equals(one)).toList();
  }

  /**
   * Checks that somebody on the roster said this in this ceremony.
   *
   * @throws AttestationException if not, and then it says nothing of the one it names
   */
  void requireSaid(SignedMessage message) {
    requireScope(message);
    message.requireSigned(roster);
  }

  private void requireScope(SignedMessage message) {
    if (!message.scope().equals(hash())) {
      throw new AttestationException(
          FOREIGN,
          "scope of %s of %s".formatted(message.kind(), message.sender()),
          message.scope(),
          "these terms', " + hash());
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CeremonyTerms that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "CeremonyTerms[%d of %d, keyEpoch=%s, generation=%d, sessionId=%s]"
        .formatted(
            threshold, roster.size(), Long.toUnsignedString(keyEpoch), generation(), sessionId);
  }
}

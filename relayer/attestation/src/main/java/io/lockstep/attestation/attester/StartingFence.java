package io.lockstep.attestation.attester;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.Hash32;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Keeps an attester from signing until enough of its peers have told what they last heard of it. A
 * copy that was restored from a backup has a shorter ledger than its peers have seen, and learns it
 * here.
 *
 * <p>A peer shows what it heard: an answer under this attester's own identity, so nobody can fence
 * it by a lie. That it heard nothing, a peer can say falsely. Beside this attester t − 1 signed,
 * and within the budget of 2t &gt; n + f at most f − 1 of them lie, this one being the first of f;
 * so of any t − 1 peers one is honest and took part.
 *
 * <p>What was heard under another key, or before a refresh, counts for nothing: the shares of then
 * sign nothing any more.
 */
public final class StartingFence implements Fence {
  private final QuorumKey key;
  private final Identifier self;
  private final LongSupplier height;
  private final Hash32 question;
  private final Set<Identifier> heard = new HashSet<>();
  private Optional<String> missing = Optional.empty();

  /**
   * Closed until the peers have answered.
   *
   * @param height the length of this attester's own ledger now: a peer may answer late, and have
   *     heard by then what was signed since the start
   * @param question drawn anew at each start, so that no old answer counts
   */
  public StartingFence(QuorumKey key, Identifier self, LongSupplier height, Hash32 question) {
    this.key = key;
    this.self = self;
    this.height = height;
    this.question = question;
  }

  public Hash32 question() {
    return question;
  }

  /** How many peers must answer: t − 1. */
  public int expected() {
    return key.threshold() - 1;
  }

  /**
   * A peer tells what it last heard.
   *
   * @throws AttestationException if that is not what a peer could say
   */
  public synchronized void heard(SignedMessage message) {
    message.requireSigned(key.roster());
    if (message.kind() != MessageKind.LAST_HEARD
        || !message.scope().equals(question)
        || message.sender().equals(self)) {
      throw new AttestationException(
          AttestationException.Code.FOREIGN,
          "answer of a peer",
          message.kind() + " of " + message.sender(),
          "what a peer last heard, to this attester's question");
    }
    long seen = LastHeard.decode(message.body()).height(key, self);
    // Before it counts as heard: the ledger may not answer.
    Optional<String> found = missing(seen);
    heard.add(message.sender());
    missing = missing.or(() -> found);
  }

  /** Whether this peer's answer counts already. */
  public synchronized boolean hasHeard(Identifier peer) {
    return heard.contains(peer);
  }

  /** How many peers have answered. */
  public synchronized int heard() {
    return heard.size();
  }

  /** What a peer has shown that this ledger lacks. Nothing that others say changes it any more. */
  public synchronized Optional<String> restored() {
    return missing;
  }

  private Optional<String> missing(long seen) {
    long own = height.getAsLong();
    return seen > own
        ? Optional.of(
            "this attester's ledger has %d entries and a peer has seen %d: it was restored from a backup, and signs nothing before its share is refreshed"
                .formatted(own, seen))
        : Optional.empty();
  }

  @Override
  public synchronized Optional<String> closed() {
    return missing.or(this::tooFew);
  }

  private Optional<String> tooFew() {
    return heard.size() >= expected()
        ? Optional.empty()
        : Optional.of(
            "%d peers have told what they last heard of this attester, expected %d"
                .formatted(heard.size(), expected()));
  }
}

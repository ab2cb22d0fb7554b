package io.lockstep.attestation.signing;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** What a coordinator knows of one signer's commitments. Bounded, whatever the signer sends. */
final class Stock {
  /**
   * An honest signer has four commitments out and repeats none that it has used, so those that it
   * may yet offer again are among the last ones.
   */
  static final int SPENT_MAX = 64;

  private final SequencedSet<SigningCommitment> unused = new LinkedHashSet<>();
  private final SequencedSet<SigningCommitment> spent = new LinkedHashSet<>();
  private final SequencedSet<SigningCommitment> abandoned = new LinkedHashSet<>();

  /**
   * Whether what is here came with an answer, which nobody can have recorded before its session.
   */
  private boolean isAnswered;

  /**
   * From an offer, which may be an old one that somebody sends again. So it replaces only what
   * other offers have brought, and whoever is asked for an offer has nothing here.
   */
  boolean offered(Allotment everything) {
    if (isAnswered && !unused.isEmpty()) {
      return false;
    }
    isAnswered = false;
    return replaceBy(everything);
  }

  /** From a refusal. */
  boolean left(Allotment everything) {
    isAnswered = true;
    return replaceBy(everything);
  }

  /** From a share. */
  boolean replenished(Allotment fresh) {
    isAnswered = true;
    return add(fresh);
  }

  /** What the signer no longer holds is of no use. */
  private boolean replaceBy(Allotment everything) {
    unused.retainAll(everything.commitments());
    return add(everything);
  }

  /** Whether there was anything new in it. */
  private boolean add(Allotment fresh) {
    boolean isNew = false;
    for (SigningCommitment commitment : fresh.commitments()) {
      if (unused.size() < Allotment.SIZE_MAX && !spent.contains(commitment)) {
        isNew |= unused.add(commitment);
      }
    }
    return isNew;
  }

  boolean isEmpty() {
    return unused.isEmpty();
  }

  int size() {
    return unused.size();
  }

  /** Each is drawn once, into one session. */
  Optional<SigningCommitment> draw() {
    if (unused.isEmpty()) {
      return Optional.empty();
    }
    SigningCommitment drawn = unused.removeFirst();
    addBounded(spent, drawn, SPENT_MAX);
    return Optional.of(drawn);
  }

  void abandon(SigningCommitment commitment) {
    addBounded(abandoned, commitment, Allotment.SIZE_MAX);
  }

  Allotment abandoned(Identifier signer) {
    return new Allotment(signer, List.copyOf(abandoned));
  }

  private static void addBounded(
      SequencedSet<SigningCommitment> set, SigningCommitment commitment, int sizeMax) {
    set.add(commitment);
    if (set.size() > sizeMax) {
      set.removeFirst();
    }
  }
}

package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Fault.Mischief;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.Lane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** One who asks for signatures, rightly or not. It remembers whose holds were refused. */
final class Coordinator {
  /** What is not final yet is the most tempting, because it needs no malice. */
  private static final List<Mischief> MISCHIEF =
      Stream.concat(
              Stream.of(Mischief.values()),
              Stream.of(Mischief.BEYOND_FINAL, Mischief.BEYOND_FINAL, Mischief.BEYOND_FINAL))
          .toList();

  private final World world;
  private final CoordinatorId id;
  private final List<Attempt> alive = new ArrayList<>();
  private final Set<Identifier> leftOut = new HashSet<>();
  private QuorumKey key;
  private CommitmentStore store;

  Coordinator(World world, CoordinatorId id) {
    this.world = world;
    this.id = id;
    this.key = world.key();
    this.store = new CommitmentStore(key, id);
  }

  CoordinatorId id() {
    return id;
  }

  QuorumKey key() {
    return key;
  }

  CommitmentStore store() {
    return store;
  }

  /** The attesters have other shares now, and no old commitment is good. */
  void keyRefreshed() {
    key = world.key();
    store = new CommitmentStore(key, id);
    alive.clear();
  }

  /** Has both lanes signed as far as they are final, or in place of it does mischief. */
  void work() {
    Random random = world.random();
    for (Lane lane : LanePair.BOTH) {
      if (alive.stream().noneMatch(attempt -> attempt.isFor(lane))) {
        Optional<Mischief> mischief =
            world.isFaulty() && random.nextInt(5) < 2 ? Optional.of(any(random)) : Optional.empty();
        Attempt.begin(world, this, lane, mischief).ifPresent(alive::add);
      }
    }
  }

  private static Mischief any(Random random) {
    return MISCHIEF.get(random.nextInt(MISCHIEF.size()));
  }

  void ended(Attempt attempt) {
    alive.remove(attempt);
  }

  /** Something arrives that was said before, to whomever. */
  void replayed(SignedMessage message) {
    List.copyOf(alive).forEach(attempt -> attempt.arrived(message));
  }

  boolean takesTheWordOf(Identifier attester) {
    return !leftOut.contains(attester);
  }

  /** A list was refused for its holds, and one of their authors is at fault: nobody knows who. */
  void holdsRefused(List<Identifier> authors) {
    leftOut.clear();
    if (!authors.isEmpty()) {
      leftOut.add(authors.get(world.random().nextInt(authors.size())));
    }
  }

  /** It was somebody honest that was left out. */
  void holdsMissed() {
    leftOut.clear();
  }
}

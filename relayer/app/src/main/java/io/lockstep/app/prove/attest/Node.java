package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Fault.Mishap;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.attester.Fence;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.attester.StartingFence;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.policy.judging.Policy;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An attester: a process that comes and goes, and what it leaves behind. */
final class Node {
  private static final int KILLED_IN_A_WRITE_EVERY = 150;
  private static final Duration ASKS_AGAIN_AFTER = Duration.ofSeconds(3);

  private final World world;
  private final int place;
  private final Loyalty loyalty;
  private final Policy policy;
  private final List<Eyes> eyes;
  private Disk disk;
  private Optional<Disk> backup = Optional.empty();
  private @Nullable Running running;
  private boolean cutOff;
  private boolean restored;
  private boolean wasRestored;

  Node(World world, int place, Loyalty loyalty, Policy policy, List<Eyes> eyes) {
    this.world = world;
    this.place = place;
    this.loyalty = loyalty;
    this.policy = policy;
    this.eyes = eyes;
    this.disk = Disk.blank(eyes, world::now, this::perhapsKilled);
  }

  Identifier identifier() {
    return world.panel().attesters().get(place);
  }

  List<Eyes> eyes() {
    return eyes;
  }

  Policy policy() {
    return policy;
  }

  Disk disk() {
    return disk;
  }

  /** Whether it is honest and was never deceived. */
  boolean isSound() {
    return loyalty == Loyalty.HONEST;
  }

  boolean isDeceived() {
    return loyalty == Loyalty.DECEIVED;
  }

  boolean isTraitor() {
    return loyalty == Loyalty.TRAITOR;
  }

  /** Whether it is an older copy of itself whose shares still count. */
  boolean isRestored() {
    return restored;
  }

  boolean wasRestored() {
    return wasRestored;
  }

  /** Whether it may know of its own state what its peers know. */
  boolean isTold() {
    return running != null && running.isTold();
  }

  boolean isUp() {
    return running != null;
  }

  // Its process

  void start() {
    disk = world.parts().found(disk);
    Seat seat = world.seat(place);
    StartingFence fence =
        new StartingFence(seat.key(), identifier(), disk.book()::height, world.drawnHash());
    Fence used = world.parts().fence(fence);
    SigningLedger ledger = world.parts().ledger(disk.book());
    Speaker speaker =
        isTraitor()
            ? new Traitor(seat, disk.book(), world.findings())
            : world.parts().speaker(seat, ledger, used);
    Running started = new Running(seat, speaker, fence, new Watch(eyes, disk, policy, world::now));
    running = started;
    askPeers(started);
    look(started);
  }

  void kill() {
    running = null;
  }

  private void perhapsKilled() {
    if (running != null
        && world.isFaulty()
        && world.random().nextInt(KILLED_IN_A_WRITE_EVERY) == 0) {
      world.findings().add(Mishap.KILLED_IN_A_WRITE);
      throw new PowerCut();
    }
  }

  void cutOff(boolean off) {
    cutOff = off;
  }

  private void look(Running mine) {
    if (running == mine) {
      whileUp(now -> {
        now.watch().step();
        return now;
      });
      world.after(Duration.ofMillis(700 + world.random().nextInt(600)), () -> look(mine));
    }
  }

  private void askPeers(Running mine) {
    if (running == mine && mine.fence().closed().isPresent()) {
      world
          .mail()
          .askPeersOf(
              this,
              mine.fence().question(),
              message -> {
                if (running == mine) {
                  mine.heard(message);
                }
              });
      world.after(ASKS_AGAIN_AFTER, () -> askPeers(mine));
    }
  }

  private <T> Optional<T> whileUp(Function<Running, T> what) {
    Running mine = running;
    if (mine == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(what.apply(mine));
    } catch (PowerCut _) {
      world.killed(this);
      return Optional.empty();
    }
  }

  private <T> Optional<T> ifReached(Function<Running, T> what) {
    return cutOff ? Optional.empty() : whileUp(what);
  }

  // Backups

  void backUp() {
    backup = Optional.of(disk.copy());
  }

  /** The length of the ledger in the backup. */
  long heightOfBackup() {
    return backup.map(copy -> copy.book().height()).orElse(Long.MAX_VALUE);
  }

  /** Its process has ended, and an older copy of everything is put in the place of what it kept. */
  void restore() {
    disk = backup.orElseThrow().copy();
    restored = true;
    wasRestored = true;
  }

  /** Its old share signs nothing any more. */
  void refreshed() {
    restored = false;
  }

  // What it says to others

  Optional<SignedMessage> offer(CoordinatorId coordinator, Allotment abandoned) {
    return ifReached(Function.identity())
        .flatMap(mine -> ofKnown(coordinator, mine))
        .map(mine -> mine.speaker().offer(coordinator, abandoned));
  }

  Optional<Spoken> answer(CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    Optional<Spoken> spoken =
        ifReached(Function.identity())
            .flatMap(mine -> ofKnown(coordinator, mine))
            .flatMap(_ -> whileUp(mine -> mine.speaker().answer(coordinator, proposal, session)))
            .map(reply -> Spoken.of(session, reply));
    spoken.ifPresent(said -> {
      said.share().ifPresent(_ -> world.checker().shareLeft(this, session));
      said.refused().ifPresent(world.findings()::add);
    });
    return spoken;
  }

  /** The library answers no stranger, and says so by an exception. */
  private static Optional<Running> ofKnown(CoordinatorId coordinator, Running mine) {
    if (mine.seat().coordinators().contains(coordinator)) {
      return Optional.of(mine);
    }
    try {
      mine.speaker().offer(coordinator, new Allotment(mine.seat().identifier(), List.of()));
    } catch (AttestationException _) {
      return Optional.empty();
    }
    throw new IllegalStateException("A stranger was answered.");
  }

  Optional<List<SignedMessage>> holds(LaneId lane, long from, long nonce) {
    return ifReached(mine -> mine.speaker().holds(lane, from, nonce));
  }

  /** To a peer that starts. A traitor has never heard of anybody. */
  Optional<SignedMessage> lastHeard(Identifier peer, Hash32 question) {
    return ifReached(mine -> {
      LastHeard heard =
          isTraitor()
              ? new LastHeard(Optional.empty())
              : disk.lastHeard(peer, mine.seat().key().hash());
      return mine.seat().says(MessageKind.LAST_HEARD, question, heard.encode());
    });
  }

  /** What a coordinator tells of a peer. Whoever is told of it later checks it again. */
  void hear(long height, LastHeard.Share share) {
    ifReached(mine -> {
      disk.heard(share.answer().sender(), height, share);
      return mine;
    });
  }
}

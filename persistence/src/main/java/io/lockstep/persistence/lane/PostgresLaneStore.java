package io.lockstep.persistence.lane;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.ObservedPosition;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** One lane in PostgreSQL, under one lease. */
public final class PostgresLaneStore implements LaneStore {
  private final Database database;
  private final LaneKey lane;
  private final Fence fence;

  private PostgresLaneStore(Database database, LaneKey lane, Fence fence) {
    this.database = database;
    this.lane = lane;
    this.fence = fence;
  }

  /** The store of a lane that is registered; any other is refused. */
  public static PostgresLaneStore open(Database database, LaneId lane, Lease lease) {
    LaneKey key = LaneKey.of(database, lane);
    return new PostgresLaneStore(database, key, new Fence(database, key, lease));
  }

  // Where the lane stands

  @Override
  public Optional<String> halted() {
    return database.read(handle -> Incidents.oldestOpenHalt(handle, lane));
  }

  @Override
  public FinalPosition finalPosition() {
    return standing().last();
  }

  @Override
  public ObservedPosition observed() {
    return standing().observed();
  }

  private Standing standing() {
    return database.read(handle -> Standing.of(handle, lane));
  }

  @Override
  public List<ProvenLane> proofs() {
    return database.read(handle -> Proofs.newestFirst(handle, lane));
  }

  // What is seen

  @Override
  public void see(List<Sighting> sightings, BlockId readThrough, String provider) {
    fence.transact(handle -> {
      Standing before = Standing.of(handle, lane);
      requireForward(before, readThrough);
      append(handle, before, sightings);
      Set<String> unproven = new TreeSet<>(before.observed().unprovenFrom());
      unproven.add(provider);
      Position.moveReadThrough(handle, lane, readThrough, unproven);
      return readThrough;
    });
  }

  @Override
  public void see(List<Sighting> sightings, ProvenLane proven, String provider) {
    fence.transact(handle -> {
      Standing before = Standing.of(handle, lane);
      requireForward(before, proven.block());
      LaneHead reached = append(handle, before, sightings);
      if (!proven.outbound().equals(reached)) {
        throw overtaken("the proof shows message", proven.outbound(), reached);
      }
      if (!before.isProven(proven)) {
        Proofs.add(handle, lane, proven);
      }
      Position.moveReadThrough(handle, lane, proven.block(), Set.of());
      return reached;
    });
  }

  private LaneHead append(Handle handle, Standing before, List<Sighting> sightings)
      throws SQLException {
    LaneHead head = before.observed().head();
    if (sightings.isEmpty()) {
      return head;
    }
    LaneHead reached = head;
    for (Sighting sighting : sightings) {
      reached = reached.append(sighting.messageHash());
      if (!sighting.head().equals(reached)) {
        throw overtaken("the next sighting is message", sighting.head(), reached);
      }
    }
    SightingCopy.write(handle, lane, head, before.isNothingSeenBeyondFinal(), sightings);
    return reached;
  }

  private static void requireForward(Standing before, BlockId readThrough) {
    BlockId last = before.observed().readThrough();
    if (readThrough.number() < last.number()) {
      throw new StorageException(
          Code.OVERTAKEN,
          "the lane is read through %s, found %s; read its position again"
              .formatted(last, readThrough));
    }
  }

  // What is taken back

  @Override
  public void forgetUnproven(Incident incident) {
    fence.transact(handle -> {
      Standing before = Standing.of(handle, lane);
      Sightings.deleteAbove(handle, lane, before.provenHead().nonce());
      Position.moveReadThrough(handle, lane, before.provenThrough(), Set.of());
      return Incidents.record(handle, lane, incident);
    });
  }

  @Override
  public void takeBack(BlockId last, Incident incident) {
    fence.transact(handle -> {
      Proofs.deleteAbove(handle, lane, last);
      Standing after = Standing.of(handle, lane);
      if (!last.equals(after.provenThrough())) {
        throw new StorageException(
            Code.OVERTAKEN,
            "found %s to go back to, expected the block of a proof or the final one, like %s; read the proofs again"
                .formatted(last, after.provenThrough()));
      }
      Sightings.deleteAbove(handle, lane, after.provenHead().nonce());
      Position.moveReadThrough(handle, lane, last, Set.of());
      return Incidents.record(handle, lane, incident);
    });
  }

  // What is final

  @Override
  public void finalize(ProvenLane proven) {
    fence.transact(handle -> {
      requireKept(handle, proven);
      long first = Standing.of(handle, lane).last().head().nonce() + 1;
      Proofs.deleteThrough(handle, lane, proven.block());
      Proofs.hangOnFinal(handle, lane, proven.outbound());
      Sightings.moveIntoLog(handle, lane, first, proven.outbound());
      Position.moveFinal(handle, lane, proven);
      return proven;
    });
  }

  /** The head of a proof that is kept is that of a sighting or the final one, by foreign key. */
  private void requireKept(Handle handle, ProvenLane proven) {
    boolean kept = Proofs.find(handle, lane, proven.block()).filter(proven::equals).isPresent();
    if (!kept) {
      throw overtaken(
          "what is to be final is message",
          proven.outbound(),
          Standing.of(handle, lane).provenHead());
    }
  }

  @Override
  public void halt(Incident incident) {
    fence.transact(handle -> {
      Incidents.halt(handle, lane, incident);
      return incident;
    });
  }

  /** Another stage moved the lane since the caller looked, or the caller is wrong about it. */
  private static StorageException overtaken(String what, LaneHead found, LaneHead expected) {
    return new StorageException(
        Code.OVERTAKEN,
        "%s %d with head %s, expected one that leads to or follows message %d with head %s; read the position again"
            .formatted(what, found.nonce(), found.head(), expected.nonce(), expected.head()));
  }
}

package io.lockstep.persistence.attester;

import static io.lockstep.persistence.lane.SampleLane.FIRST_BLOCK;
import static io.lockstep.persistence.lane.SampleLane.block;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.LaneRegistry;
import io.lockstep.persistence.lane.PostgresLaneStore;
import io.lockstep.persistence.lane.SampleLane;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One direction of a lane pair in an attester's database, with final messages. */
final class AttestedLane {
  final Lane lane;
  final PostgresJudgementStore judgements;
  private final LaneStore store;
  private final List<LaneHead> heads = new ArrayList<>();
  private long lastBlock = FIRST_BLOCK.number();

  private AttestedLane(Lane lane, LaneStore store, PostgresJudgementStore judgements) {
    this.lane = lane;
    this.store = store;
    this.judgements = judgements;
    heads.add(LaneHead.genesis(lane.id()));
  }

  static AttestedLane follow(Database database, Lane lane) {
    new LaneRegistry(database).register(lane, FIRST_BLOCK);
    Lease lease =
        new PostgresLeases(database, "attester")
            .acquire(Lease.nameOf(lane.id()), Duration.ofMinutes(10))
            .orElseThrow();
    return new AttestedLane(
        lane,
        PostgresLaneStore.open(database, lane.id(), lease),
        PostgresJudgementStore.open(database, lane.id(), lease));
  }

  LaneId id() {
    return lane.id();
  }

  LaneHead head(long nonce) {
    return heads.get((int) nonce);
  }

  /** So many more messages become final, at a block where the paired lane was executed so far. */
  void makeFinal(int count, LaneHead pairedInbound) {
    lastBlock++;
    List<Sighting> seen = SampleLane.sightings(heads.getLast(), count, block(lastBlock));
    seen.forEach(sighting -> heads.add(sighting.head()));
    ProvenLane proven =
        new ProvenLane(
            block(lastBlock), heads.getLast(), pairedInbound, Bytes.fromHex("0x0badcafe"));
    store.see(seen, proven, "a");
    store.finalize(proven);
  }
}

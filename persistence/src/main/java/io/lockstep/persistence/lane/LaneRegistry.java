package io.lockstep.persistence.lane;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.Lease;
import io.lockstep.persistence.Database;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.math.BigDecimal;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which lanes are followed here. A lane is registered once and for ever. */
public final class LaneRegistry {
  private final Database database;

  public LaneRegistry(Database database) {
    this.database = database;
  }

  /**
   * Begins to follow a lane: its genesis, its position there, and its lease, which nobody holds
   * yet. Nothing happens if it is registered already.
   *
   * @param first a final block before the lane's first message, from where its logs are read
   * @return whether it is new here
   */
  public boolean register(Lane lane, BlockId first) {
    LaneHead genesis = LaneHead.genesis(lane.id());
    LaneHead pairedGenesis = LaneHead.genesis(lane.paired().id());
    return register(lane, lane.id(), new FinalPosition(genesis, first, pairedGenesis));
  }

  /** The schema cannot hash, so it takes the writer's word for the lane's id. */
  boolean register(Lane lane, LaneId id, FinalPosition first) {
    return database.transact(handle -> {
      Optional<Integer> added = addLane(handle, lane, id);
      added.ifPresent(key -> begin(handle, new LaneKey(id, key), first));
      return added.isPresent();
    });
  }

  private static Optional<Integer> addLane(Handle handle, Lane lane, LaneId id) {
    return handle
        .createQuery(
            """
            INSERT INTO lockstep.lane (lane_id, source_chain, source_gateway, destination_chain, destination_gateway, channel)
            VALUES (:lane_id, :source_chain, :source_gateway, :destination_chain, :destination_gateway, :channel)
            ON CONFLICT (lane_id) DO NOTHING
            RETURNING lane
            """)
        .bind("lane_id", id.value().toArray())
        .bind("source_chain", new BigDecimal(lane.source().chain().value()))
        .bind("source_gateway", lane.source().account().toArray())
        .bind("destination_chain", new BigDecimal(lane.destination().chain().value()))
        .bind("destination_gateway", lane.destination().account().toArray())
        .bind("channel", lane.channel().value().toArray())
        .mapTo(Integer.class)
        .findOne();
  }

  /** The lease's epoch 0 is this transaction's own. */
  private static void begin(Handle handle, LaneKey lane, FinalPosition first) {
    handle
        .createUpdate(
            """
            INSERT INTO lockstep.lease (name, lane, holder, epoch, until) VALUES (:name, :lane, 'nobody', 0, '-infinity')
            """)
        .bind("name", Lease.nameOf(lane.id()))
        .bind("lane", lane.key())
        .execute();
    Fence.enter(handle, lane, 0);
    handle
        .createUpdate(
            """
            INSERT INTO lockstep.message (lane, nonce, head) VALUES (:lane, 0, :head)
            """)
        .bind("lane", lane.key())
        .bind("head", lane.id().value().toArray())
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO lockstep.position (
              lane, final_nonce, final_head, final_block_number, final_block_hash, paired_nonce, paired_head, read_through_number,
              read_through_hash)
            VALUES (:lane, 0, :head, :number, :hash, :paired_nonce, :paired_head, :number, :hash)
            """)
        .bind("lane", lane.key())
        .bind("head", lane.id().value().toArray())
        .bind("number", first.block().number())
        .bind("hash", first.block().hash().toArray())
        .bind("paired_nonce", first.pairedInbound().nonce())
        .bind("paired_head", first.pairedInbound().head().toArray())
        .execute();
  }
}

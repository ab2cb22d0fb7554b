package io.lockstep.persistence.lane;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ProvenLane;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The two ways in which a lane's position moves. */
final class Position {
  private Position() {}

  static void moveReadThrough(
      Handle handle, LaneKey lane, BlockId block, Set<String> unprovenFrom) {
    handle
        .createUpdate(
            """
            UPDATE lockstep.position
            SET read_through_number = :number, read_through_hash = :hash, unproven_from = :unproven_from
            WHERE lane = :lane
            """)
        .bind("lane", lane.key())
        .bind("number", block.number())
        .bind("hash", block.hash().toArray())
        .bindArray("unproven_from", String.class, unprovenFrom)
        .execute();
  }

  static void moveFinal(Handle handle, LaneKey lane, ProvenLane proven) {
    handle
        .createUpdate(
            """
            UPDATE lockstep.position
            SET final_nonce = :nonce, final_head = :head, final_block_number = :number, final_block_hash = :hash,
                paired_nonce = :paired_nonce, paired_head = :paired_head
            WHERE lane = :lane
            """)
        .bind("lane", lane.key())
        .bind("nonce", proven.outbound().nonce())
        .bind("head", proven.outbound().head().toArray())
        .bind("number", proven.block().number())
        .bind("hash", proven.block().hash().toArray())
        .bind("paired_nonce", proven.pairedInbound().nonce())
        .bind("paired_head", proven.pairedInbound().head().toArray())
        .execute();
  }
}

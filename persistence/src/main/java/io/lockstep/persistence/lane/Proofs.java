package io.lockstep.persistence.lane;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.protocol.LaneHead;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The proofs of a lane that wait for finality. */
final class Proofs {
  /** With one proof a block this is more than an hour of waiting on most chains. */
  static final int KEPT_MAX = 128;

  private static final String LIST =
      """
      SELECT nonce, head, block_number, block_hash, paired_nonce, paired_head, proof
      FROM lockstep.proof
      WHERE lane = :lane
      ORDER BY block_number DESC
      """;

  private static final String FIND =
      """
      SELECT nonce, head, block_number, block_hash, paired_nonce, paired_head, proof
      FROM lockstep.proof
      WHERE lane = :lane AND block_number = :number
      """;

  private static final String ADD =
      """
      INSERT INTO lockstep.proof (lane, block_number, block_hash, nonce, head, at_final, paired_nonce, paired_head, proof)
      SELECT :lane, :block_number, :block_hash, :nonce, :head, final_nonce = :nonce, :paired_nonce, :paired_head, :proof
      FROM lockstep.position WHERE lane = :lane
      """;

  /**
   * Every second one of the older half goes, never the oldest: what is left lies ever wider apart.
   */
  private static final String THIN =
      """
      DELETE FROM lockstep.proof
      WHERE lane = :lane AND block_number IN (
        SELECT aged.block_number
        FROM (
          SELECT block_number, row_number() OVER (ORDER BY block_number DESC) AS age, count(*) OVER () AS kept
          FROM lockstep.proof WHERE lane = :lane) AS aged
        WHERE aged.kept > :kept_max AND aged.age > aged.kept / 2 AND aged.age % 2 = 0 AND aged.age < aged.kept)
      """;

  private Proofs() {}

  static List<ProvenLane> newestFirst(Handle handle, LaneKey lane) {
    return handle
        .createQuery(LIST)
        .bind("lane", lane.key())
        .map((row, _) -> Rows.proven(row))
        .list();
  }

  static Optional<ProvenLane> find(Handle handle, LaneKey lane, BlockId block) {
    return handle
        .createQuery(FIND)
        .bind("lane", lane.key())
        .bind("number", block.number())
        .map((row, _) -> Rows.proven(row))
        .findOne();
  }

  static void add(Handle handle, LaneKey lane, ProvenLane proven) {
    handle
        .createUpdate(ADD)
        .bind("lane", lane.key())
        .bind("nonce", proven.outbound().nonce())
        .bind("head", proven.outbound().head().toArray())
        .bind("block_number", proven.block().number())
        .bind("block_hash", proven.block().hash().toArray())
        .bind("paired_nonce", proven.pairedInbound().nonce())
        .bind("paired_head", proven.pairedInbound().head().toArray())
        .bind("proof", proven.proof().toArray())
        .execute();
    handle.createUpdate(THIN).bind("lane", lane.key()).bind("kept_max", KEPT_MAX).execute();
  }

  static void deleteAbove(Handle handle, LaneKey lane, BlockId last) {
    handle
        .createUpdate(
            """
            DELETE FROM lockstep.proof WHERE lane = :lane AND block_number > :number
            """)
        .bind("lane", lane.key())
        .bind("number", last.number())
        .execute();
  }

  /** Those that are final, or older than what is. */
  static void deleteThrough(Handle handle, LaneKey lane, BlockId last) {
    handle
        .createUpdate(
            """
            DELETE FROM lockstep.proof WHERE lane = :lane AND block_number <= :number
            """)
        .bind("lane", lane.key())
        .bind("number", last.number())
        .execute();
  }

  /** Those of later blocks that show no later message. The final position has to follow. */
  static void hangOnFinal(Handle handle, LaneKey lane, LaneHead last) {
    handle
        .createUpdate(
            """
            UPDATE lockstep.proof SET at_final = true WHERE lane = :lane AND nonce = :nonce AND NOT at_final
            """)
        .bind("lane", lane.key())
        .bind("nonce", last.nonce())
        .execute();
  }
}

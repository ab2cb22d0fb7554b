package io.lockstep.persistence.lane;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.ObservedPosition;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.protocol.LaneHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Where a lane stands.
 *
 * @param proven the newest proof above the final position
 */
record Standing(FinalPosition last, ObservedPosition observed, Optional<Proven> proven) {
  /** What a proof covers. */
  record Proven(LaneHead head, BlockId block, LaneHead pairedInbound) {}

  private static final String READ =
      """
      SELECT p.final_nonce, p.final_head, p.final_block_number, p.final_block_hash, p.paired_nonce AS final_paired_nonce,
             p.paired_head AS final_paired_head, p.read_through_number, p.read_through_hash,
             p.unproven_from, coalesce(s.nonce, p.final_nonce) AS seen_nonce, coalesce(s.head, p.final_head) AS seen_head,
             f.nonce AS proven_nonce, f.head AS proven_head, f.block_number AS proven_block_number,
             f.block_hash AS proven_block_hash, f.paired_nonce AS proven_paired_nonce, f.paired_head AS proven_paired_head
      FROM lockstep.position AS p
      LEFT JOIN LATERAL (
        SELECT t.nonce, t.head FROM lockstep.sighting AS t WHERE t.lane = p.lane ORDER BY t.nonce DESC LIMIT 1) AS s ON true
      LEFT JOIN LATERAL (
        SELECT t.nonce, t.head, t.block_number, t.block_hash, t.paired_nonce, t.paired_head FROM lockstep.proof AS t
        WHERE t.lane = p.lane ORDER BY t.block_number DESC LIMIT 1) AS f ON true
      WHERE p.lane = :lane
      """;

  static Standing of(Handle handle, LaneKey lane) {
    return handle.createQuery(READ).bind("lane", lane.key()).map((row, _) -> read(row)).one();
  }

  private static Standing read(ResultSet row) throws SQLException {
    return new Standing(
        new FinalPosition(
            Rows.head(row, "final_nonce", "final_head"),
            Rows.block(row, "final_block_number", "final_block_hash"),
            Rows.head(row, "final_paired_nonce", "final_paired_head")),
        new ObservedPosition(
            Rows.head(row, "seen_nonce", "seen_head"),
            Rows.block(row, "read_through_number", "read_through_hash"),
            Set.copyOf(List.of((String[]) row.getArray("unproven_from").getArray()))),
        proven(row));
  }

  private static Optional<Proven> proven(ResultSet row) throws SQLException {
    return row.getBytes("proven_head") == null
        ? Optional.empty()
        : Optional.of(
            new Proven(
                Rows.head(row, "proven_nonce", "proven_head"),
                Rows.block(row, "proven_block_number", "proven_block_hash"),
                Rows.head(row, "proven_paired_nonce", "proven_paired_head")));
  }

  /** The last block up to which everything is proven: of the newest proof, else the final one. */
  BlockId provenThrough() {
    return proven.map(Proven::block).orElseGet(last::block);
  }

  /** The last message that is proven. */
  LaneHead provenHead() {
    return proven.map(Proven::head).orElseGet(last::head);
  }

  /** Whether it shows no more than the newest proof, or than what is final. */
  boolean isProven(ProvenLane shown) {
    LaneHead paired = proven.map(Proven::pairedInbound).orElseGet(last::pairedInbound);
    return shown.outbound().equals(provenHead()) && shown.pairedInbound().equals(paired);
  }

  boolean isNothingSeenBeyondFinal() {
    return observed.head().equals(last.head());
  }
}

package io.lockstep.persistence.lane;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads values of the core out of a row. */
final class Rows {
  private Rows() {}

  static Hash32 hash(ResultSet row, String column) throws SQLException {
    return Hash32.of(row.getBytes(column));
  }

  static BlockId block(ResultSet row, String number, String hash) throws SQLException {
    return new BlockId(row.getLong(number), hash(row, hash));
  }

  static LaneHead head(ResultSet row, String nonce, String head) throws SQLException {
    return new LaneHead(row.getLong(nonce), hash(row, head));
  }

  static ProvenLane proven(ResultSet row) throws SQLException {
    return new ProvenLane(
        block(row, "block_number", "block_hash"),
        head(row, "nonce", "head"),
        head(row, "paired_nonce", "paired_head"),
        Bytes.copyOf(row.getBytes("proof")));
  }
}

package io.lockstep.persistence.lane;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads values of the core out of a row. */
public final class Rows {
  private Rows() {}

  public static Hash32 hash(ResultSet row, String column) throws SQLException {
    return Hash32.of(row.getBytes(column));
  }

  static BlockId block(ResultSet row, String number, String hash) throws SQLException {
    return new BlockId(row.getLong(number), hash(row, hash));
  }

  public static LaneHead head(ResultSet row, String nonce, String head) throws SQLException {
    return new LaneHead(row.getLong(nonce), hash(row, head));
  }

  /** By the names of the table. */
  public static Message message(ResultSet row) throws SQLException {
    Route route =
        new Route(
            RouteKind.ofCode(row.getInt("kind")),
            address(row, "sender"),
            address(row, "recipient"),
            row.getLong("gas_limit"));
    return new Message(route, row.getLong("deadline"), Bytes.copyOf(row.getBytes("payload")));
  }

  private static Address address(ResultSet row, String column) throws SQLException {
    return new Address(Bytes.copyOf(row.getBytes(column)));
  }

  static ProvenLane proven(ResultSet row) throws SQLException {
    return new ProvenLane(
        block(row, "block_number", "block_hash"),
        head(row, "nonce", "head"),
        head(row, "paired_nonce", "paired_head"),
        Bytes.copyOf(row.getBytes("proof")));
  }
}

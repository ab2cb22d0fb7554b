package io.lockstep.persistence.attester;

import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.Rows;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Every head that an attester has signed, for whoever holds it against the chains. */
public final class SignedHeads {
  /**
   * One of them.
   *
   * @param digest what the share was made for
   */
  public record Row(LaneId lane, LaneHead head, Hash32 digest) {}

  private final Database database;

  public SignedHeads(Database database) {
    this.database = database;
  }

  /** In the order of their lanes and nonces. */
  public List<Row> all() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT l.lane_id, s.nonce, s.head, s.digest
                FROM lockstep.signed_head AS s JOIN lockstep.lane AS l ON l.lane = s.lane
                ORDER BY s.lane, s.nonce, s.signed_at
                """)
            .map((row, _) -> read(row))
            .list());
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        new LaneId(Hash32.of(row.getBytes("lane_id"))),
        Rows.head(row, "nonce", "head"),
        Hash32.of(row.getBytes("digest")));
  }
}

package io.lockstep.persistence.attester;

import io.lockstep.persistence.Database;
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
                SELECT lane_id, nonce, head, digest FROM ops.signed_heads ORDER BY lane_id, nonce, signed_at
                """)
            .map((row, _) -> read(row))
            .list());
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        LaneId.fromHex(row.getString("lane_id")),
        new LaneHead(row.getLong("nonce"), Hash32.fromHex(row.getString("head"))),
        Hash32.fromHex(row.getString("digest")));
  }
}

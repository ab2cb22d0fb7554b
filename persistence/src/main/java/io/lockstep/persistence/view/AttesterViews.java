package io.lockstep.persistence.view;

import io.lockstep.persistence.Database;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What an attester's database has beyond {@link OpsViews}, as a dashboard would read it. */
public final class AttesterViews {
  /**
   * How far a lane is judged and signed.
   *
   * @param signedNonce the furthest that this attester has vouched for
   * @param finishedNonce the furthest that the quorum has signed and somebody brought here
   */
  public record Attested(
      LaneId lane,
      long judgedNonce,
      long finalNonce,
      long holds,
      long signedNonce,
      long finishedNonce) {}

  /** What was refused, as often. */
  public record Refused(
      String coordinator,
      Optional<LaneId> lane,
      String reason,
      long refusals,
      String lastText,
      Instant lastAt) {}

  /** What was last heard of another attester, under the key of that hash. */
  public record Peer(long attester, Hash32 key, long ledgerHeight, Instant heardAt) {}

  private static final String ATTESTED =
      """
      SELECT j.lane_id, j.judged_nonce, j.final_nonce, j.holds_total,
             coalesce((SELECT s.nonce FROM ops.signed_heads AS s WHERE s.lane_id = j.lane_id ORDER BY s.nonce DESC LIMIT 1), 0) AS signed_nonce,
             coalesce((SELECT c.nonce FROM ops.checkpoints AS c WHERE c.lane_id = j.lane_id ORDER BY c.nonce DESC LIMIT 1), 0) AS finished_nonce
      FROM ops.judgements AS j
      ORDER BY j.lane_id
      """;

  private final Database database;

  public AttesterViews(Database database) {
    this.database = database;
  }

  /** The length of the signing ledger. */
  public long ledgerHeight() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT height FROM ops.ledger
                """)
            .mapTo(Long.class)
            .one());
  }

  public List<Attested> attested() {
    return database.read(
        handle -> handle.createQuery(ATTESTED).map((row, _) -> attested(row)).list());
  }

  private static Attested attested(ResultSet row) throws SQLException {
    return new Attested(
        new LaneId(Hash32.fromHex(row.getString("lane_id"))),
        row.getLong("judged_nonce"),
        row.getLong("final_nonce"),
        row.getLong("holds_total"),
        row.getLong("signed_nonce"),
        row.getLong("finished_nonce"));
  }

  /** What was refused since then, the newest first. */
  public List<Refused> refusedSince(Instant moment) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT coordinator, lane_id, reason, refusals_total, last_text, last_at
                FROM ops.refusals WHERE last_at >= :since ORDER BY last_at DESC, coordinator, reason
                """)
            .bind("since", moment.atOffset(ZoneOffset.UTC))
            .map((row, _) -> refused(row))
            .list());
  }

  private static Refused refused(ResultSet row) throws SQLException {
    return new Refused(
        row.getString("coordinator"),
        Optional.ofNullable(row.getString("lane_id")).map(Hash32::fromHex).map(LaneId::new),
        row.getString("reason"),
        row.getLong("refusals_total"),
        row.getString("last_text"),
        Columns.instant(row, "last_at"));
  }

  public List<Peer> peers() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT attester, key_hash, ledger_height, heard_at FROM ops.peers ORDER BY attester, heard_at
                """)
            .map((row, _) ->
                new Peer(
                    row.getLong("attester"),
                    Hash32.fromHex(row.getString("key_hash")),
                    row.getLong("ledger_height"),
                    Columns.instant(row, "heard_at")))
            .list());
  }
}

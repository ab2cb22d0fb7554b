package io.lockstep.persistence.view;

import io.lockstep.protocol.LaneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code ops.lanes}.
 *
 * @param halt the oldest that is open
 */
public record LaneView(LaneId lane, Instant registeredAt, Optional<Halt> halt, LeaseView lease) {
  /** Why the lane stands still. */
  public record Halt(Instant since, String reason) {}

  static final String COLUMNS =
      """
      SELECT lane_id, registered_at, halted_since, halt_reason, lease_holder, lease_epoch,
             nullif(lease_until, '-infinity') AS lease_until, coalesce(lease_until > clock_timestamp(), false) AS lease_held
      FROM ops.lanes
      """;

  static LaneView read(ResultSet row) throws SQLException {
    return new LaneView(
        LaneId.fromHex(row.getString("lane_id")),
        Columns.instant(row, "registered_at"),
        halt(row),
        new LeaseView(
            row.getBoolean("lease_held"),
            Columns.text(row, "lease_holder"),
            row.getLong("lease_epoch"),
            Columns.findInstant(row, "lease_until")));
  }

  private static Optional<Halt> halt(ResultSet row) throws SQLException {
    Optional<Instant> since = Columns.findInstant(row, "halted_since");
    String reason = Columns.text(row, "halt_reason");
    return since.map(instant -> new Halt(instant, reason));
  }
}

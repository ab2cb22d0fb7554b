package io.lockstep.persistence.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code ops.incidents}.
 *
 * @param halt the halt that it brought, if it brought one
 */
public record IncidentView(
    long incident, String kind, String text, Instant occurredAt, Optional<HaltView> halt) {
  /**
   * A halt.
   *
   * @param number by which a decision names it
   * @param liftedBy the operator; nothing while it is open
   */
  public record HaltView(long number, Optional<String> liftedBy, Optional<Instant> liftedAt) {
    public boolean isOpen() {
      return liftedBy.isEmpty();
    }
  }

  static final String COLUMNS =
      """
      SELECT incident, kind, text, occurred_at, halt, halt_lifted_by_operator, halt_lifted_at
      FROM ops.incidents
      """;

  static IncidentView read(ResultSet row) throws SQLException {
    return new IncidentView(
        row.getLong("incident"),
        row.getString("kind"),
        row.getString("text"),
        Columns.instant(row, "occurred_at"),
        halt(row));
  }

  private static Optional<HaltView> halt(ResultSet row) throws SQLException {
    Optional<String> liftedBy = Optional.ofNullable(row.getString("halt_lifted_by_operator"));
    Optional<Instant> liftedAt = Columns.findInstant(row, "halt_lifted_at");
    return Optional.ofNullable(row.getObject("halt", Long.class))
        .map(number -> new HaltView(number, liftedBy, liftedAt));
  }
}

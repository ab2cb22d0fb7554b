package io.lockstep.persistence.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code ops.providers}.
 *
 * @param since when it was first heard of, or quarantined
 * @param quarantine the one that is open
 */
public record ProviderView(
    String name, Instant since, Optional<QuarantineView> quarantine, long disproofsTotal) {
  /**
   * A quarantine.
   *
   * @param number by which a decision names it
   */
  public record QuarantineView(long number, String reason) {}

  static final String COLUMNS =
      """
      SELECT name, since, quarantine, reason, disproofs_total
      FROM ops.providers
      """;

  static ProviderView read(ResultSet row) throws SQLException {
    String reason = Columns.text(row, "reason");
    return new ProviderView(
        row.getString("name"),
        Columns.instant(row, "since"),
        Optional.ofNullable(row.getObject("quarantine", Long.class))
            .map(number -> new QuarantineView(number, reason)),
        row.getLong("disproofs_total"));
  }
}

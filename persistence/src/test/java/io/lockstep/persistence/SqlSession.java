package io.lockstep.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Plain SQL over one connection. Each call is one transaction unless one was begun. */
public final class SqlSession implements AutoCloseable {
  private final Connection connection;

  SqlSession(Connection connection) {
    this.connection = connection;
  }

  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row, as text. */
  public @Nullable String ask(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  /** The first column of all rows, a line for each. */
  public String list(String sql) throws SQLException {
    StringBuilder lines = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.append(rows.getString(1)).append('\n');
      }
    }
    return lines.toString();
  }

  /**
   * Expects the server to refuse the transaction, for this reason.
   *
   * @param why a part of the message: the constraint's name, or what the trigger says
   */
  public void isRefused(String sql, String state, String why) throws SQLException {
    SQLException refusal =
        catchThrowableOfType(SQLException.class, () -> run("BEGIN; " + sql + "; COMMIT"));
    run("ROLLBACK");
    assertThat((Throwable) refusal).as(sql).isNotNull();
    assertThat(refusal.getMessage()).contains(why);
    assertThat(refusal.getSQLState()).as(refusal.getMessage()).isEqualTo(state);
  }

  /** The same transaction that {@link #isRefused} would try. */
  public void isAccepted(String sql) throws SQLException {
    run("BEGIN; " + sql + "; COMMIT");
  }

  /** The same, with every check that a commit makes, and taken back. */
  public void wouldBeAccepted(String sql) throws SQLException {
    run("BEGIN; " + sql + "; SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

package io.lockstep.persistence;

import io.lockstep.persistence.StorageException.Code;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an SQLSTATE means for whoever called. */
final class SqlFailure {
  private SqlFailure() {}

  /** Of anything but a commit: nothing has happened. */
  static StorageException of(Exception failure) {
    return sqlException(failure)
        .map(SqlFailure::ofSql)
        .orElseGet(() -> told(Code.UNEXPECTED, failure, "see the cause"));
  }

  /** Of a commit: only an answer of the server says that nothing has happened. */
  static StorageException ofCommit(Exception failure) {
    boolean refused =
        sqlException(failure)
            .map(SqlFailure::state)
            .filter(state ->
                switch (category(state)) {
                  case "23", "25", "40", "LS", "53" -> true;
                  default -> false;
                })
            .isPresent();
    return refused
        ? of(failure)
        : told(Code.OUTCOME_UNKNOWN, failure, "it may have been committed: read before acting");
  }

  private static StorageException ofSql(SQLException failure) {
    String state = state(failure);
    return switch (state) {
      case "57014" -> told(Code.TIMED_OUT, failure, "try again, or look at what the server does");
      case "55P03" -> told(Code.LOCKED, failure, "try again");
      case "25006" -> told(Code.READ_ONLY, failure, "connect to the server that takes writes");
      case "53100" -> told(Code.DISK_FULL, failure, "make room on the server");
      case "LS001" -> told(Code.STALE_LEASE, failure, "stop, and acquire the lease again");
      case "LS002", "LS003" -> told(Code.REFUSED, failure, "find out who tried, and why");
      case "42501" -> told(Code.NOT_PERMITTED, failure, "grant the role to the user");
      case "25P03", "57P01", "57P02", "57P03" -> unreachable(failure);
      default -> ofCategory(failure, category(state));
    };
  }

  private static StorageException ofCategory(SQLException failure, String category) {
    return switch (category) {
      case "08", "53" -> unreachable(failure);
      case "22", "23" -> told(Code.REFUSED, failure, "find out who tried, and why");
      case "28", "3D" -> told(Code.NOT_PERMITTED, failure, "set user, password and database right");
      case "40" -> told(Code.SERIALIZATION, failure, "try again");
      case "" ->
          failure instanceof SQLTransientConnectionException
              ? told(Code.POOL_EXHAUSTED, failure, "try again, or allow more connections")
              : told(Code.UNEXPECTED, failure, "see the cause");
      default -> told(Code.UNEXPECTED, failure, "see the cause");
    };
  }

  private static StorageException unreachable(SQLException failure) {
    return told(Code.UNREACHABLE, failure, "see that the server runs; it is tried again");
  }

  private static StorageException told(Code code, Exception failure, String whatToDo) {
    Throwable root = sqlException(failure).<Throwable>map(sql -> sql).orElse(failure);
    return new StorageException(
        code, "database: %s; %s".formatted(firstLine(root), whatToDo), failure);
  }

  /** Values of rows stand in the lines after the first, and are nobody's business in a log. */
  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** The deepest one: the pool wraps what the driver says, and Jdbi wraps both. */
  private static Optional<SQLException> sqlException(Throwable failure) {
    SQLException found = null;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        found = sql;
      }
    }
    return Optional.ofNullable(found);
  }

  private static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }

  private static String category(String state) {
    return state.length() < 2 ? "" : state.substring(0, 2);
  }
}

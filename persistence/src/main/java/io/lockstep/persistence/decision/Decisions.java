package io.lockstep.persistence.decision;

import io.lockstep.persistence.Database;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;
import org.jdbi.v3.core.Handle;

/**
 * What an operator decides. Each decision is a row of the audit log, and what it ends names that
 * row. The database must be opened in the operator's role.
 */
public final class Decisions {
  private final Database database;
  private final String operator;

  public Decisions(Database database, String operator) {
    this.database = database;
    this.operator = operator;
  }

  /** Lets a lane go on. The number is the one in {@code ops.incidents}. */
  public void liftHalt(long halt, String reason) {
    database.transact(handle -> {
      long decision = record(handle, "halt " + halt, reason);
      int lifted =
          handle
              .createUpdate(
                  """
                  UPDATE lockstep.lane_halt SET lifted_by = :decision WHERE halt = :halt AND lifted_by IS NULL
                  """)
              .bind("decision", decision)
              .bind("halt", halt)
              .execute();
      return requireOne(lifted, "halt " + halt);
    });
  }

  /** Lets a provider be asked again. The number is the one in {@code ops.providers}. */
  public void liftQuarantine(long quarantine, String reason) {
    database.transact(handle -> {
      long decision = record(handle, "quarantine " + quarantine, reason);
      int lifted =
          handle
              .createUpdate(
                  """
                  UPDATE lockstep.quarantine SET lifted_by = :decision
                  WHERE quarantine = :quarantine AND lifted_by IS NULL
                  """)
              .bind("decision", decision)
              .bind("quarantine", quarantine)
              .execute();
      return requireOne(lifted, "quarantine " + quarantine);
    });
  }

  private long record(Handle handle, String subject, String reason) {
    return record(handle, operator, subject, reason);
  }

  /** A row of the audit log that what is decided refers to. */
  public static long record(Handle handle, String operator, String subject, String reason) {
    return handle
        .createQuery(
            """
            INSERT INTO lockstep.audit_log (operator, subject, what) VALUES (:operator, :subject, :what) RETURNING sequence
            """)
        .bind("operator", operator)
        .bind("subject", subject)
        .bind("what", reason)
        .mapTo(Long.class)
        .one();
  }

  private static int requireOne(int lifted, String subject) {
    if (lifted != 1) {
      throw new StorageException(
          Code.REFUSED, subject + " is not open; see ops.incidents and ops.providers");
    }
    return lifted;
  }
}

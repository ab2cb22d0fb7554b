package io.lockstep.persistence;

/**
 * Where the database is and how it is used.
 *
 * @param role what the sessions act as, whoever logged in
 */
public record DatabaseSettings(
    String url, String user, Password password, Role role, PoolLimits pool, TimeLimits time) {

  /** The roles that the migrations create. Each may do what its name says and no more. */
  public enum Role {
    /** The relayer: what it may not do, PostgreSQL refuses. */
    DAEMON("lockstep_daemon"),
    /** A person's command that decides something. */
    OPERATOR("lockstep_operator"),
    /** Dashboards: reads the views of the schema ops. */
    READER("lockstep_reader");

    private final String sqlName;

    Role(String sqlName) {
      this.sqlName = sqlName;
    }

    String sqlName() {
      return sqlName;
    }
  }
}

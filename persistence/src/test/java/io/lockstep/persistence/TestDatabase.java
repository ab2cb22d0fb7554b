package io.lockstep.persistence;

import io.lockstep.persistence.DatabaseSettings.Role;
import java.sql.SQLException;

/** A database of one test class. */
public record TestDatabase(String name) {
  public DatabaseSettings settings(Role role) {
    return TestServer.settings(name, role, TimeLimits.USUAL);
  }

  public DatabaseSettings settings(TimeLimits time) {
    return TestServer.settings(name, Role.DAEMON, time);
  }

  public Database open() {
    return Database.open(settings(Role.DAEMON));
  }

  public Database openAs(Role role) {
    return Database.open(settings(role));
  }

  /** Plain SQL in that role. */
  public SqlSession sqlAs(Role role) throws SQLException {
    SqlSession session = sqlAsOwner();
    session.run("SET ROLE " + role.sqlName());
    return session;
  }

  /** Plain SQL by whoever owns the database and may do everything that triggers let happen. */
  public SqlSession sqlAsOwner() throws SQLException {
    return new SqlSession(TestServer.connect(name));
  }
}

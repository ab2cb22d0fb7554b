package io.lockstep.persistence;

import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server for all tests of this JVM. A database out of the migrated template takes milliseconds.
 */
public final class TestServer {
  private static final EmbeddedDatabase SERVER = EmbeddedDatabase.start();
  private static final String TEMPLATE = "migrated";
  private static final String ATTESTER_TEMPLATE = "migrated_attester";
  private static final AtomicInteger COUNT = new AtomicInteger();

  static {
    create(TEMPLATE, "template0");
    Migrations.ofRelayer(settings(TEMPLATE, Role.DAEMON, TimeLimits.USUAL)).migrate();
    create(ATTESTER_TEMPLATE, "template0");
    Migrations.ofAttester(settings(ATTESTER_TEMPLATE, Role.DAEMON, TimeLimits.USUAL)).migrate();
  }

  private TestServer() {}

  /** A database with the relayer's schema, which nobody else uses. */
  public static TestDatabase migrated() {
    return new TestDatabase(create("test_" + COUNT.incrementAndGet(), TEMPLATE));
  }

  /** The same with an attester's schema. */
  public static TestDatabase attester() {
    return new TestDatabase(create("test_" + COUNT.incrementAndGet(), ATTESTER_TEMPLATE));
  }

  /** A database without any schema. */
  public static TestDatabase empty() {
    return new TestDatabase(create("test_" + COUNT.incrementAndGet(), "template0"));
  }

  static DatabaseSettings settings(String database, Role role, TimeLimits time) {
    return new DatabaseSettings(
        SERVER.url(database),
        EmbeddedDatabase.USER,
        Password.NONE,
        role,
        PoolLimits.of("test-" + database),
        time);
  }

  static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(SERVER.url(database), EmbeddedDatabase.USER, "");
  }

  static int port() {
    return SERVER.port();
  }

  private static String create(String name, String template) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

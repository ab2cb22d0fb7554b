package io.lockstep.app.testnet;

import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Migrations;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import io.lockstep.persistence.embedded.EmbeddedDatabase;

/** A PostgreSQL server with the relayer's schema, which ends with this process. */
public final class LocalDatabase implements AutoCloseable {
  public static final String USER = EmbeddedDatabase.USER;

  /** The database that has the schema. */
  public static final String NAME = "postgres";

  private final EmbeddedDatabase server;

  private LocalDatabase(EmbeddedDatabase server) {
    this.server = server;
  }

  public static LocalDatabase start() {
    LocalDatabase started = new LocalDatabase(EmbeddedDatabase.start());
    Migrations.ofRelayer(
            new DatabaseSettings(
                started.url(),
                USER,
                Password.NONE,
                Role.DAEMON,
                PoolLimits.of("lockstep-local"),
                TimeLimits.USUAL))
        .migrate();
    return started;
  }

  public String url() {
    return url(NAME);
  }

  /** Of another database of the same server. */
  public String url(String database) {
    return server.url(database);
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}

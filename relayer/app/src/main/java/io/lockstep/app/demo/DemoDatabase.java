package io.lockstep.app.demo;

import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Migrations;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import io.lockstep.persistence.embedded.EmbeddedDatabase;

/** A PostgreSQL server with the relayer's schema, for as long as the demo runs. */
final class DemoDatabase implements AutoCloseable {
  private static final String NAME = "postgres";

  private final EmbeddedDatabase server;

  private DemoDatabase(EmbeddedDatabase server) {
    this.server = server;
  }

  static DemoDatabase start() {
    DemoDatabase started = new DemoDatabase(EmbeddedDatabase.start());
    Migrations.ofRelayer(
            new DatabaseSettings(
                started.url(),
                EmbeddedDatabase.USER,
                Password.NONE,
                Role.DAEMON,
                PoolLimits.of("lockstep-demo"),
                TimeLimits.USUAL))
        .migrate();
    return started;
  }

  String url() {
    return server.url(NAME);
  }

  @Override
  public void close() {
    server.close();
  }
}

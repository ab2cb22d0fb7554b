package io.lockstep.app.testnet;

import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Migrations;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import io.lockstep.persistence.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A PostgreSQL server with the relayer's schema, which ends with this process. */
public final class LocalDatabase implements AutoCloseable {
  public static final String USER = EmbeddedDatabase.USER;

  /** The database that has the schema. */
  public static final String NAME = "postgres";

  private static final String ATTESTER_TEMPLATE = "attester_template";

  private final EmbeddedDatabase server;

  private LocalDatabase(EmbeddedDatabase server) {
    this.server = server;
  }

  public static LocalDatabase start() {
    LocalDatabase started = startEmpty();
    started.createForRelayer();
    return started;
  }

  /** Without any schema. */
  public static LocalDatabase startEmpty() {
    return new LocalDatabase(EmbeddedDatabase.start());
  }

  /** Makes the relayer's schema. */
  public void createForRelayer() {
    Migrations.ofRelayer(owner(NAME)).migrate();
  }

  private DatabaseSettings owner(String database) {
    return new DatabaseSettings(
        url(database),
        USER,
        Password.NONE,
        Role.DAEMON,
        PoolLimits.of("lockstep-local"),
        TimeLimits.USUAL);
  }

  /**
   * Makes a database with an attester's schema for each of so many attesters. The schema is made
   * once, and copied.
   */
  public List<AttesterDatabase> createForAttesters(int count) {
    server.createDatabase(ATTESTER_TEMPLATE, "template0");
    Migrations.ofAttester(owner(ATTESTER_TEMPLATE)).migrate();
    return IntStream.rangeClosed(1, count).mapToObj(this::createForAttester).toList();
  }

  private AttesterDatabase createForAttester(int number) {
    String name = "attester_" + number;
    AttesterDatabase created = new AttesterDatabase(url(name), name, name + "_operator");
    server.createDatabase(name, ATTESTER_TEMPLATE);
    server.createLogin(name, created.user(), List.of("lockstep_daemon", "lockstep_reader"));
    server.createLogin(name, created.operator(), List.of("lockstep_operator"));
    return created;
  }

  public String url() {
    return url(NAME);
  }

  /** Of another database of the same server. */
  public String url(String database) {
    return server.url(database);
  }

  /** Goes with the server, also when this process is killed. Only its owner can enter. */
  public Path folder() {
    return server.folder();
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}

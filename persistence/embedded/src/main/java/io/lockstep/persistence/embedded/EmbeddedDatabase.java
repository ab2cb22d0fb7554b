package io.lockstep.persistence.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server of its own, on a free port of this machine, as root and not.
 *
 * <p>It writes as a real one does: what was committed survives a crash of the server. It does not
 * survive this process, however that ends, and leaves no files.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  public static final String USER = "postgres";

  /** The library looks for one. */
  private static final int FREE_PORT = 0;

  private static final Duration START_TIME_MAX = Duration.ofSeconds(60);

  private final DataFolder folder;
  private final OwnPrograms programs;
  private EmbeddedPostgres server;

  private EmbeddedDatabase(DataFolder folder, OwnPrograms programs, EmbeddedPostgres server) {
    this.folder = folder;
    this.programs = programs;
    this.server = server;
  }

  public static EmbeddedDatabase start() {
    try {
      return start(DataFolder.create());
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
    }
  }

  private static EmbeddedDatabase start(DataFolder folder) throws IOException {
    try {
      OwnPrograms programs = new OwnPrograms();
      return new EmbeddedDatabase(folder, programs, serve(folder, programs, FREE_PORT));
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static synchronized EmbeddedPostgres serve(
      DataFolder folder, OwnPrograms programs, int port) throws IOException {
    // The library makes a folder there even if it is told of another.
    System.setProperty("ot.epg.working-dir", folder.programs().toString());
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.data())
        // What is there already is served again.
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPgBinaryResolver(programs)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(START_TIME_MAX)
        // The builder turns both off; the later word counts.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "''")
        .setLocaleConfig("locale", "C")
        .start();
  }

  /**
   * Makes a database as a copy of another one, which nobody may be using. Only its owner may in.
   */
  public void createDatabase(String name, String template) {
    execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
  }

  /** Lets somebody into a database, with nothing but these roles of its schema. */
  public void createLogin(String database, String login, List<String> roles) {
    execute("CREATE ROLE %s LOGIN".formatted(login));
    execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(database, login));
    roles.forEach(role -> execute("GRANT %s TO %s".formatted(role, login)));
  }

  /** As its owner, in the database that every server has. */
  private void execute(String statement) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement session = connection.createStatement()) {
      session.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("the embedded PostgreSQL: " + statement, e);
    }
  }

  /** Ends the server as a power cut would, and starts it again on what it had written. */
  public void crash() {
    List<ProcessHandle> processes = folder.serverProcesses();
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    try {
      int port = server.getPort();
      // Gives back the lock that the library has on the folder.
      server.close();
      server = serve(folder, programs, port);
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not start again", e);
    }
  }

  /**
   * The library unpacks the programs once for each finder that it has not met before; these go when
   * their server goes.
   */
  private static final class OwnPrograms implements PgBinaryResolver {
    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    }
  }

  /** Without a password: nobody but this machine can connect. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
  }

  public int port() {
    return server.getPort();
  }

  /** Where its files are; all that is there goes with it. */
  public Path folder() {
    return folder.path();
  }

  @Override
  public void close() {
    folder.close();
  }
}

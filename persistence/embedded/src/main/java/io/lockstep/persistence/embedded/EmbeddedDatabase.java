package io.lockstep.persistence.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL server of its own, on a free port of this machine, as root and not.
 *
 * <p>It writes as a real one does: what was committed survives a crash of the server. It does not
 * survive this process, however that ends, and leaves no files.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  public static final String USER = "postgres";

  private static final Duration START_TIME_MAX = Duration.ofSeconds(60);

  private final DataFolder folder;
  private final EmbeddedPostgres server;

  private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres server) {
    this.folder = folder;
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
      return new EmbeddedDatabase(
          folder,
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.data())
              .setOverrideWorkingDirectory(folder.programs().toFile())
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START_TIME_MAX)
              // The builder turns both off; the later word counts.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "''")
              .setLocaleConfig("locale", "C")
              .start());
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Without a password: nobody but this machine can connect. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
  }

  public int port() {
    return server.getPort();
  }

  /** Where its files are. */
  Path folder() {
    return folder.path();
  }

  @Override
  public void close() {
    folder.close();
  }
}

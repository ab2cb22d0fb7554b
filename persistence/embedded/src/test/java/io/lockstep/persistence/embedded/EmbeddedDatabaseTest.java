package io.lockstep.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void writesAsARealOneAndDiesWithItsProcess() throws Exception {
    Process process = startProcess();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String[] told = String.valueOf(out.readLine()).split(" ", 2);
      String url = "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(told[0]);
      Path folder = Path.of(told[1]);
      assertThat(folder).isDirectory();
      assertThat(setting(url, "fsync")).isEqualTo("on");
      assertThat(setting(url, "synchronous_commit")).isEqualTo("on");

      process.destroyForcibly().waitFor();

      waitUntilGone(folder);
      assertThat(folder).doesNotExist();
      assertThat(answers(url)).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void oneServerDoesNotTakeAnothersPrograms() throws SQLException {
    EmbeddedDatabase first = EmbeddedDatabase.start();
    try (EmbeddedDatabase second = EmbeddedDatabase.start()) {
      first.close();

      assertThat(first.folder()).doesNotExist();
      assertThat(setting(second.url("postgres"), "fsync")).isEqualTo("on");
    }
  }

  @Test
  void whatWasCommittedSurvivesACrash() throws SQLException {
    try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
      String url = server.url("postgres");
      try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.USER, "");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE kept");

        server.crash();

        assertThat(connection.isValid(1)).isFalse();
      }
      assertThat(setting(server.url("kept"), "fsync")).isEqualTo("on");
    }
  }

  private static Process startProcess() throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                ServingProcess.class.getName()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String setting(String url, String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.USER, "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private static boolean answers(String url) {
    try {
      return !setting(url, "fsync").isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  private static void waitUntilGone(Path folder) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Files.exists(folder) && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
  }
}

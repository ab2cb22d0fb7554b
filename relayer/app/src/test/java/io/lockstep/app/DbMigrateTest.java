package io.lockstep.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.persistence.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbMigrateTest {
  @TempDir private Path folder;

  @Test
  void saysWhatItDid() throws IOException {
    try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
      CommandLineRun first = migrate(server.url("postgres"));
      CommandLineRun second = migrate(server.url("postgres"));

      assertThat(first.err()).isEmpty();
      assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(first.out())
          .contains("V0001 audit log: done")
          .contains("the schema is up to date")
          .doesNotContain("secret");
      assertThat(second.out()).contains("nothing to do");
    }
  }

  @Test
  void saysInOneLineThatNobodyListens() throws IOException {
    CommandLineRun run = migrate("jdbc:postgresql://127.0.0.1:1/x");

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_MAY_HELP);
    assertThat(run.errLines()).singleElement().asString().contains("see that the server runs");
  }

  @Test
  void takesNoPasswordInTheUrl() throws IOException {
    CommandLineRun run = migrate("jdbc:postgresql://127.0.0.1:1/x?password=hunter2");

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.err()).contains("found a password").doesNotContain("hunter2");
  }

  @Test
  void takesOnlyPostgresql() throws IOException {
    CommandLineRun run = migrate("jdbc:other://127.0.0.1/x");

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.err()).contains("expected jdbc:postgresql://");
  }

  @Test
  void saysThatThePasswordFileCannotBeRead() {
    CommandLineRun run =
        CommandLineRun.of(
            folder,
            "db",
            "migrate",
            "--url",
            "jdbc:postgresql://127.0.0.1:1/x",
            "--user",
            "postgres",
            "--password-file",
            folder.resolve("missing").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.err()).contains("cannot be read");
  }

  private CommandLineRun migrate(String url) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    return CommandLineRun.of(
        folder,
        "db",
        "migrate",
        "--url",
        url,
        "--user",
        EmbeddedDatabase.USER,
        "--password-file",
        password.toString());
  }
}

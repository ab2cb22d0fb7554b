package io.lockstep.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private static final String REFERENCE = "../../ops/config/relayer.yaml";

  @TempDir private Path folder;

  @Test
  void tellsWhatItFound() {
    CommandLineRun run = CommandLineRun.of(folder, "config", "validate", REFERENCE);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("chain ethereum: id 1, 2 of 3 providers, gateway 0x1111")
        .contains("lane from settlement to ethereum")
        .endsWith("is valid" + System.lineSeparator());
  }

  @Test
  void looksUpSecretsOnDemand() {
    CommandLineRun run = CommandLineRun.of(folder, "config", "validate", "--secrets", REFERENCE);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("/etc/lockstep/database-password: found no such file");
  }
}

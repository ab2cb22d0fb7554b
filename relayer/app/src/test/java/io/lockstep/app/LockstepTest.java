package io.lockstep.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockstepTest {

  @TempDir private Path reports;

  @Test
  void printsHelpWhenNoCommandIsGiven() {
    CommandLineRun run = CommandLineRun.of(reports);

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).startsWith("Usage: lockstep");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void printsItsVersion() {
    CommandLineRun run = CommandLineRun.of(reports, "--version");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).startsWith("lockstep ").contains("Java " + Runtime.version().feature());
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "clean", "format", "test"})
  void listsTheLaunchersCommandsAndPointsToTheLauncher(String command) {
    assertThat(CommandLineRun.of(reports, "--help").out()).contains("\n  " + command);

    CommandLineRun run = CommandLineRun.of(reports, command);

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.errLines()).hasSize(1).first().asString().contains("./lockstep " + command);
  }

  @Test
  void tellsAnUnknownCommandInOneLineWithTheNearestOne() {
    CommandLineRun run = CommandLineRun.of(reports, "builds");

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.errLines())
        .containsExactly(
            "lockstep: unknown command 'builds' (did you mean build?). See: lockstep --help");
  }

  @Test
  void tellsAnUnknownArgumentInOneLine() {
    CommandLineRun run = CommandLineRun.of(reports, "build", "everything");

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.errLines())
        .containsExactly("lockstep: unknown argument 'everything'. See: lockstep build --help");
  }

  @Test
  void tellsAnUnknownOptionInOneLine() {
    CommandLineRun run = CommandLineRun.of(reports, "--bogus");

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.errLines())
        .containsExactly("lockstep: Unknown option: '--bogus'. See: lockstep --help");
  }
}

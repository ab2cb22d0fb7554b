package io.lockstep.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

  @TempDir private Path reports;

  @Test
  void namesItsBenchmarks() {
    assertThat(CommandLineRun.of(reports, "bench").out())
        .contains("\n  gas")
        .contains("\n  crypto")
        .contains("\n  watch")
        .contains("\n  sign");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused("Unknown option: '--fast'", "bench", "crypto", "--fast");
    assertRefused("unknown argument 'share'", "bench", "crypto", "share");
  }

  @Test
  void refusesToMeasureForNoTime() {
    assertRefused("--seconds: found 0, expected at least 1", "bench", "crypto", "--seconds", "0");
  }

  private void assertRefused(String reason, String... arguments) {
    CommandLineRun run = CommandLineRun.of(reports, arguments);

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.errLines())
        .containsExactly("lockstep: " + reason + ". See: lockstep bench crypto --help");
  }
}

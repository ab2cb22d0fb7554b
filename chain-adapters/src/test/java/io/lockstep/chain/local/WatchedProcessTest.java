package io.lockstep.chain.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void tellsTheProgramFromWhatWatchesOverIt() {
    WatchedProcess process =
        WatchedProcess.start(Path.of("/bin/sleep"), List.of("100"), folder.resolve("output"));
    try {
      OptionalLong id = awaitProgram(process);

      ProcessHandle found = ProcessHandle.of(id.orElseThrow()).orElseThrow();
      assertThat(process.processes()).contains(found);
      assertThat(found.info().arguments().orElseThrow()).containsExactly("100");
    } finally {
      process.close();
    }

    assertThat(process.isAlive()).isFalse();
    assertThat(process.programId()).isEmpty();
  }

  /** The shell has to become the program first. */
  private static OptionalLong awaitProgram(WatchedProcess process) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (process.programId().isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
    return process.programId();
  }
}

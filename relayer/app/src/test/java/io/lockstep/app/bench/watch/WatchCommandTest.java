package io.lockstep.app.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WatchCommandTest {

  @TempDir private Path reports;

  /** What it tells, and that all is there; never how fast, which a busy machine decides. */
  @Test
  void tellsInOneLineOfJsonWhatItTookToMakeEveryMessageFinal() {
    CommandLineRun run =
        CommandLineRun.of(reports, "bench", "watch", "--messages", "2000", "--json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().lines()).hasSize(1);
    JsonNode row = JsonMapper.shared().readTree(run.out());
    assertThat(row.propertyNames())
        .containsExactly(
            "messages", "perSecond", "rpcPerMessage", "peakRssMb", "seconds", "threeProviders");
    assertFigures(row);
    JsonNode three = row.get("threeProviders");
    assertThat(three.get("providers").asInt()).isEqualTo(3);
    assertThat(three.get("quorum").asInt()).isEqualTo(2);
    assertFigures(three);
  }

  private static void assertFigures(JsonNode row) {
    assertThat(row.get("messages").asLong()).isEqualTo(2_000);
    assertThat(row.get("perSecond").asLong()).isPositive();
    assertThat(row.get("rpcPerMessage").asDouble()).isBetween(0.001, 0.5);
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThat(row.get("peakRssMb").asLong()).as("only Linux tells").isBetween(50L, 1_000L);
    }
    assertThat(row.get("seconds").asDouble()).isPositive();
  }

  @Test
  void refusesToFollowNothing() {
    CommandLineRun run = CommandLineRun.of(reports, "bench", "watch", "--messages", "1");

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.err()).contains("--messages: found 1, expected at least 2");
  }
}

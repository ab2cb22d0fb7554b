package io.lockstep.app.bench.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignCommandTest {

  @TempDir private Path reports;

  /** What it tells, and that all was signed; never how fast, which a busy machine decides. */
  @Test
  void tellsInOneLineOfJsonHowLongASignatureTook() {
    CommandLineRun run =
        CommandLineRun.of(reports, "bench", "sign", "--signatures", "20", "--json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().lines()).hasSize(1);
    JsonNode row = JsonMapper.shared().readTree(run.out());
    assertThat(row.propertyNames())
        .containsExactly("medianMs", "p99Ms", "signatures", "quorum", "perSecond", "includes");
    assertThat(row.get("signatures").asInt()).isEqualTo(20);
    assertThat(row.get("medianMs").asDouble()).isPositive();
    assertThat(row.get("p99Ms").asDouble()).isGreaterThanOrEqualTo(row.get("medianMs").asDouble());
  }

  @Test
  void refusesToSignNothing() {
    CommandLineRun run = CommandLineRun.of(reports, "bench", "sign", "--signatures", "0");

    assertThat(run.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run.err()).contains("--signatures: found 0, expected 1 to 20000");
  }
}

package io.lockstep.app.prove.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProveSigningTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ProveSigning())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void jsonIsOneLineWithWhatMustBeZero() {
    assertThat(run("--sessions", "20", "--seed", "7", "--json")).isEqualTo(ExitCode.DONE);

    assertThat(out.toString().lines()).hasSize(1);
    JsonNode line = JsonMapper.shared().readTree(out.toString());
    assertThat(line.path("sessions").asInt()).isEqualTo(20);
    assertThat(line.path("signed").asInt()).isEqualTo(20);
    assertThat(line.path("nonceReuse").asInt(-1)).isZero();
    assertThat(line.path("wrongBlame").asInt(-1)).isZero();
    assertThat(line.path("failedWithQuorum").asInt(-1)).isZero();
    assertThat(line.path("seed").asInt()).isEqualTo(7);
  }

  @Test
  void seedIsToldToPeopleToo() {
    assertThat(run("--sessions", "5")).isEqualTo(ExitCode.DONE);

    assertThat(out.toString())
        .contains("the same again: ./lockstep prove signing --sessions 5 --seed ")
        .endsWith("All of it held.\n");
  }

  @Test
  void somethingMustBeSigned() {
    assertThat(run("--sessions", "0")).isNotEqualTo(ExitCode.DONE);

    assertThat(err.toString()).contains("--sessions: found 0, expected at least 1");
  }

  @Test
  void runIsBrokenIfAnythingIsNotAsItMustBe() {
    Findings unsigned = new Findings();
    assertThat(new SigningProofReport(1, 1, unsigned).held()).isFalse();

    Findings broken = new Findings();
    broken.addSigned();
    broken.add(Findings.Broken.NONCE_REUSE);
    assertThat(new SigningProofReport(1, 1, broken).held()).isFalse();

    Findings well = new Findings();
    well.addSigned();
    assertThat(new SigningProofReport(1, 1, well).held()).isTrue();
  }

  @Test
  void longRunThatNeverSawAFaultProvesNothing() {
    Findings tame = new Findings();
    for (int i = 0; i < 1_000; i++) {
      tame.addSigned();
    }

    assertThat(new SigningProofReport(1_000, 1, tame).held()).isFalse();
  }
}

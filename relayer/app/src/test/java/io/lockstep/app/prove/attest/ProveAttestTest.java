package io.lockstep.app.prove.attest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.ExitCode;
import io.lockstep.app.prove.attest.Findings.Broken;
import io.lockstep.app.prove.attest.Findings.Count;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProveAttestTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ProveAttest())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void jsonIsOneLineWithWhatMustBeZero() {
    assertThat(run("--rounds", "3", "--seed", "7", "--json")).isEqualTo(ExitCode.DONE);

    assertThat(out.toString().lines()).hasSize(1);
    JsonNode line = JsonMapper.shared().readTree(out.toString());
    assertThat(line.path("rounds").asInt()).isEqualTo(3);
    assertThat(line.path("equivocations").asInt(-1)).isZero();
    assertThat(line.path("wronglySigned").asInt(-1)).isZero();
    assertThat(line.path("notSignedAgain").asInt(-1)).isZero();
    assertThat(line.path("checkpoints").asInt()).isPositive();
    assertThat(line.path("seed").asInt()).isEqualTo(7);
  }

  @Test
  void seedIsToldToPeopleToo() {
    assertThat(run("--rounds", "2")).isEqualTo(ExitCode.DONE);

    assertThat(out.toString())
        .contains("the same again: ./lockstep prove attest --rounds 2 --seed ")
        .endsWith("All of it held.\n");
  }

  @Test
  void somethingMustBePlayed() {
    assertThat(run("--rounds", "0")).isNotEqualTo(ExitCode.DONE);

    assertThat(err.toString()).contains("--rounds: found 0, expected at least 1");
  }

  @Test
  void whatIsBrokenIsToldWithTheRoundThatShowsIt() {
    Findings findings = new Findings();
    findings.add(Count.CHECKPOINTS);
    findings.ended(11);
    findings.add(Broken.EQUIVOCATIONS);
    findings.ended(12);
    findings.ended(13);
    AttestProofReport report = new AttestProofReport(3, 11, findings);

    report.tell(new PrintWriter(out, true));

    assertThat(report.held()).isFalse();
    assertThat(out.toString())
        .endsWith(
            "BROKEN; the first such round again: ./lockstep prove attest --rounds 1 --seed 12.\n");
  }

  @Test
  void runInWhichNothingIsSignedProvesNothing() {
    Findings idle = new Findings();
    idle.ended(1);

    assertThat(new AttestProofReport(1, 1, idle).held()).isFalse();
  }

  @Test
  void longRunThatNeverSawAFaultProvesNothing() {
    Findings tame = new Findings();
    for (int seed = 0; seed < 1_000; seed++) {
      tame.add(Count.CHECKPOINTS);
      tame.ended(seed);
    }

    assertThat(new AttestProofReport(1_000, 0, tame).held()).isFalse();
  }
}

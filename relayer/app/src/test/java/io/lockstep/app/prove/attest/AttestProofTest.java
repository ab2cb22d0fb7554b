package io.lockstep.app.prove.attest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.prove.attest.Findings.Count;
import io.lockstep.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code prove attest} runs for as long as one likes, run for seconds. */
class AttestProofTest {
  /** Enough for every fault to happen several times. */
  private static final int ROUNDS = 150;

  private static final int ROUNDS_OF_THE_BROKEN = 300;
  private static final Panel PANEL = new Panel();

  private final Seed seed = Seed.next();

  private Findings run(int rounds, Parts parts) {
    return new AttestProof(PANEL, parts).run(rounds, seed.value());
  }

  @Test
  void whateverHappensNothingIsSignedThatShouldNotBeAndAllThatShould() {
    Findings findings = run(ROUNDS, Parts.REAL);

    String report = new AttestProofReport(ROUNDS, seed.value(), findings).json();
    assertThat(findings.nothingIsBroken()).as(report).isTrue();
    assertThat(findings.neverHappened()).as(report).isEmpty();
    assertThat(findings.of(Count.CHECKPOINTS)).as(report).isGreaterThan(ROUNDS);
    assertThat(findings.of(Count.SIGNED_AGAIN)).as(report).isGreaterThan(ROUNDS / 3);
    assertThat(findings.of(Count.DECEIVED_SHARES)).as(report).isPositive();
    assertThat(findings.of(Count.HALTED)).as(report).isPositive();
  }

  @Test
  void aRoundIsTheSameByItsSeedAlone() {
    Findings alone = new AttestProof(PANEL, Parts.REAL).run(1, seed.value() + 2);
    Findings again = new AttestProof(new Panel(), Parts.REAL).run(1, seed.value() + 2);

    assertThat(new AttestProofReport(1, 0, again).json())
        .as("%s", seed)
        .isEqualTo(new AttestProofReport(1, 0, alone).json());
  }

  /** Each round is another one: a defect of what is seldom needed shows in few of them. */
  @ParameterizedTest
  @EnumSource(BrokenParts.class)
  void whatIsBrokenOnPurposeIsFound(BrokenParts broken) {
    AttestProof proof = new AttestProof(PANEL, broken);
    Findings findings = new Findings();
    for (int i = 0; i < ROUNDS_OF_THE_BROKEN && !foundAll(broken, findings); i++) {
      proof.play(seed.value() + i, findings);
    }

    assertThat(broken.findings())
        .as("%s, %s", broken, seed)
        .allSatisfy(what -> assertThat(findings.of(what)).as("%s", what).isPositive());
  }

  private static boolean foundAll(BrokenParts broken, Findings findings) {
    return broken.findings().stream().allMatch(what -> findings.of(what) > 0);
  }
}

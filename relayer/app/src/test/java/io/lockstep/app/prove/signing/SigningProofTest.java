package io.lockstep.app.prove.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.testkit.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code prove signing} runs for as long as one likes, run for seconds. */
class SigningProofTest {
  /** Enough for every fault to happen many times. */
  private static final int SIGNINGS = 3_000;

  private static final int WORLDS_OF_THE_BROKEN = 100;

  private final Seed seed = Seed.next();

  private Findings run(int signings, Parts parts) {
    return new SigningProof(new CeremonyKeys(), parts).run(signings, seed.value());
  }

  @Test
  void everySigningEndsWellWhateverHappens() {
    Findings findings = run(SIGNINGS, Parts.real());

    String report = new SigningProofReport(SIGNINGS, seed.value(), findings).json();
    assertThat(findings.nothingIsBroken()).as(report).isTrue();
    assertThat(findings.signed()).as(report).isEqualTo(SIGNINGS);
    assertThat(findings.neverHappened()).as(report).isEmpty();
  }

  @Test
  void sameSeedIsTheSameRun() {
    assertThat(new SigningProofReport(60, seed.value(), run(60, Parts.real())).json())
        .isEqualTo(new SigningProofReport(60, seed.value(), run(60, Parts.real())).json());
  }

  /** Each world is another one; a defect shows in most, but not in one without faulty signers. */
  @ParameterizedTest
  @EnumSource(BrokenParts.class)
  void whatIsBrokenOnPurposeIsFound(BrokenParts broken) {
    Random seeds = seed.random();
    int worlds = 0;
    Findings findings = new Findings();
    while (findings.of(broken.finding()) == 0 && worlds++ < WORLDS_OF_THE_BROKEN) {
      new World(seeds.nextLong(), new CeremonyKeys(), broken, findings).sign(10);
    }

    assertThat(findings.of(broken.finding())).as("%s, %s", broken, seed).isPositive();
  }
}

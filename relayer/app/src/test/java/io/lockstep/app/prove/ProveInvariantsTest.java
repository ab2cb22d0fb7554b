package io.lockstep.app.prove;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProveInvariantsTest {

  @Test
  void makesAtLeastAsManyCallsAsAsked() {
    assertThat(ProveInvariants.forge(101, 7).environment())
        .containsEntry("FOUNDRY_INVARIANT_RUNS", "2")
        .containsEntry("FOUNDRY_INVARIANT_DEPTH", "100")
        .containsEntry("LOCKSTEP_SEED", "7");
  }

  @Test
  void runsWhereTheContractsAre() {
    assertThat(ProveInvariants.forge(1, 1).directory()).hasName("contracts").isDirectory();
  }
}

package io.lockstep.chain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.deploy.check.Finding;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.protocol.ChainId;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever moment a deployment ends at, the next one goes on and nothing happens twice. */
class DeploymentCrashTest {

  @TempDir Path folder;

  /**
   * Each run ends at the first moment that no run before has reached, so every moment of every step
   * is a crash once, and what it leaves behind is what the next run begins with.
   */
  @Test
  void goesOnAfterACrashAtEveryMoment() {
    Path manifest = folder.resolve("deployment.json");
    CrashWhereverNew crashes = new CrashWhereverNew();
    try (TwoChains chains = TwoChains.start(AnvilSettings.of(41), AnvilSettings.of(42))) {
      Deployment deployment = deployThoughItCrashes(chains, manifest, crashes);

      assertThat(crashes.reached)
          .hasSize(TwoChains.TRANSACTIONS * DeploymentProgress.Moment.values().length);
      assertThat(deployment.transactionsSent()).isZero();
      assertThat(deployment.findings()).isNotEmpty().allMatch(Finding::holds);
      for (LocalChain chain : List.of(chains.left(), chains.right())) {
        assertThat(chain.latest().accountNonce(chain.account(TwoChains.DEPLOYER).address()))
            .isEqualTo(TwoChains.TRANSACTIONS / 2);
      }
    }
  }

  private static Deployment deployThoughItCrashes(
      TwoChains chains, Path manifest, CrashWhereverNew crashes) {
    while (true) {
      try {
        return chains.deploy(manifest, chains.settings(), crashes);
      } catch (Crash e) {
        assertThat(crashes.reached).as("moments reached").hasSizeLessThan(1_000);
      }
    }
  }

  private static final class CrashWhereverNew implements DeploymentProgress {

    private final Set<String> reached = new LinkedHashSet<>();

    @Override
    public void at(Moment moment, ChainId chain, String step) {
      if (reached.add("%s: %s on chain %s".formatted(moment, step, chain))) {
        throw new Crash();
      }
    }
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

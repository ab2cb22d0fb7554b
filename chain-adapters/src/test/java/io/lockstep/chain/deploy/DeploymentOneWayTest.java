package io.lockstep.chain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.contract.ContractAddress;
import io.lockstep.chain.deploy.check.Finding;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.protocol.Address;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A chain gets the contracts that it needs, and no others. */
@TestInstance(Lifecycle.PER_CLASS)
class DeploymentOneWayTest {

  private TwoChains chains;

  @BeforeAll
  void start() {
    chains = TwoChains.start(AnvilSettings.of(41), AnvilSettings.of(42));
  }

  @AfterAll
  void stop() {
    chains.close();
  }

  /** Of what the deployer will create, after access manager and gateway. */
  private static Address third(LocalChain chain) {
    Address deployer = chain.account(TwoChains.DEPLOYER).address();
    return ContractAddress.created(deployer, chain.latest().accountNonce(deployer) + 2);
  }

  @Test
  void createsAVaultWhereCollateralIsLockedAndALedgerWhereItIsUsed(@TempDir Path folder) {
    Path manifest = folder.resolve("deployment.json");
    Address vault = third(chains.left());
    Address ledger = third(chains.right());
    DeploymentSettings settings =
        chains.settings(List.of(TwoChains.collateral(chains.left(), chains.right())));

    Deployment deployment = chains.deploy(manifest, settings, DeploymentProgress.silent());

    DeployedChain home = deployment.on(chains.left().connection().chainId());
    DeployedChain away = deployment.on(chains.right().connection().chainId());
    assertThat(home.vault()).contains(vault);
    assertThat(home.ledger()).isEmpty();
    assertThat(away.vault()).isEmpty();
    assertThat(away.ledger()).contains(ledger);
    assertThat(deployment.findings()).allMatch(Finding::holds);
    assertThat(chains.deploy(manifest, settings, DeploymentProgress.silent()).transactionsSent())
        .isZero();
  }

  @Test
  void createsNeitherWithoutCollateral(@TempDir Path folder) {
    Deployment deployment =
        chains.deploy(
            folder.resolve("deployment.json"),
            chains.settings(List.of()),
            DeploymentProgress.silent());

    assertThat(deployment.chains())
        .allMatch(chain -> chain.vault().isEmpty() && chain.ledger().isEmpty());
    assertThat(deployment.findings())
        .allMatch(Finding::holds)
        .noneMatch(finding -> finding.point().contains("vault"))
        .noneMatch(finding -> finding.point().contains("ledger"));
  }
}

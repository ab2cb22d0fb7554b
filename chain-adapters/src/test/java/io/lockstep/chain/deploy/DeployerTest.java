package io.lockstep.chain.deploy;

import static io.lockstep.chain.deploy.TwoChains.sender;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.access.AccessManagerCalls;
import io.lockstep.chain.access.AccessManagerView;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.access.ScheduledDelay;
import io.lockstep.chain.bindings.AccessManager;
import io.lockstep.chain.collateral.LedgerCalls;
import io.lockstep.chain.collateral.LedgerView;
import io.lockstep.chain.collateral.Route;
import io.lockstep.chain.collateral.VaultCalls;
import io.lockstep.chain.collateral.VaultView;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.deploy.check.Finding;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.gateway.GatewayAdministration;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.GanacheSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.TransactionOutcome;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class DeployerTest {

  private static final Duration DELAY = Duration.ofDays(2);

  /** OpenZeppelin's. */
  private static final Duration SETBACK = Duration.ofDays(5);

  private TwoChains chains;
  private Path manifest;
  private Deployment deployment;
  private LocalChain.Snapshot left;
  private LocalChain.Snapshot right;

  @BeforeAll
  void deploy(@TempDir Path folder) {
    chains = TwoChains.start(AnvilSettings.of(41), GanacheSettings.of(1338));
    manifest = folder.resolve("deployment.json");
    deployment = chains.deploy(manifest);
  }

  @AfterAll
  void stop() {
    chains.close();
  }

  @BeforeEach
  void remember() {
    left = chains.left().snapshot();
    right = chains.right().snapshot();
  }

  @AfterEach
  void forget() {
    chains.left().revert(left);
    chains.right().revert(right);
  }

  private List<LocalChain> both() {
    return List.of(chains.left(), chains.right());
  }

  private DeployedChain on(LocalChain chain) {
    return deployment.on(chain.connection().chainId());
  }

  @Test
  void leavesWhatWasAskedForAndVerifiesIt() {
    assertThat(deployment.transactionsSent()).isEqualTo(TwoChains.TRANSACTIONS);
    assertThat(deployment.findings()).hasSizeGreaterThan(180).allMatch(Finding::holds);
    for (LocalChain chain : both()) {
      GatewayView gateway = new GatewayView(chain.latest(), on(chain).gateway());
      assertThat(gateway.keyEpochs().current()).isEqualTo(1);
      assertThat(gateway.authority()).isEqualTo(on(chain).accessManager());
    }
  }

  @Test
  void sendsNothingTheSecondTime() {
    long before = chains.left().latest().block().number();

    Deployment second = chains.deploy(manifest);

    assertThat(second.transactionsSent()).isZero();
    assertThat(second.chains()).isEqualTo(deployment.chains());
    assertThat(second.findings()).isEqualTo(deployment.findings());
    assertThat(chains.left().latest().block().number()).isEqualTo(before);
  }

  @Test
  void guardianPausesAtOnceAndCanDoNothingElse() {
    for (LocalChain chain : both()) {
      GatewayAdministration gateway = new GatewayAdministration(on(chain).gateway());
      TransactionSender guardian = sender(chain, TwoChains.GUARDIAN);

      assertThat(guardian.send(gateway.pause())).isInstanceOf(TransactionOutcome.Included.class);

      assertThat(new GatewayView(chain.latest(), gateway.gateway()).isPaused()).isTrue();
      assertRefused(guardian.send(gateway.resume()), "AccessManagedUnauthorized");
    }
  }

  @Test
  void guardianTightensCollateralAtOnceAndDoesNotLoosenIt() {
    for (LocalChain chain : both()) {
      VaultCalls vault = new VaultCalls(on(chain).requireVault());
      LedgerCalls ledger = new LedgerCalls(on(chain).requireLedger());
      LaneId out = lane(chain, otherThan(chain));
      LaneId in = lane(otherThan(chain), chain);
      TransactionSender guardian = sender(chain, TwoChains.GUARDIAN);
      BigInteger low = BigInteger.ONE;
      BigInteger high = BigInteger.TEN;

      guardian.send(vault.lowerLockCap(out, TwoChains.ASSET, low), "lowerLockCap");
      guardian.send(vault.lowerPayoutCap(out, TwoChains.ASSET, low), "lowerPayoutCap");
      guardian.send(vault.denyPayouts(guardian.address()), "denyPayouts");
      guardian.send(ledger.lowerCap(in, TwoChains.ASSET, low), "lowerCap");

      for (TransactionRequest loosening :
          List.of(
              vault.raiseLockCap(out, TwoChains.ASSET, high),
              vault.raisePayoutCap(out, TwoChains.ASSET, high),
              vault.setGasLimit(out, TwoChains.ASSET, 1),
              vault.allowPayouts(guardian.address()),
              ledger.raiseCap(in, TwoChains.ASSET, high),
              ledger.setReleaseGasLimit(in, 1),
              ledger.listAsset(in, guardian.address(), high))) {
        assertRefused(guardian.send(loosening), "AccessManagedUnauthorized");
      }
      Route route =
          new VaultView(chain.latest(), vault.vault())
              .findRoute(out, TwoChains.ASSET)
              .orElseThrow();
      assertThat(route.lockCap()).isEqualTo(low);
      assertThat(route.payoutCap()).isEqualTo(low);
      assertThat(new LedgerView(chain.latest(), ledger.ledger()).holding(in, TwoChains.ASSET).cap())
          .isEqualTo(low);
    }
  }

  private LocalChain otherThan(LocalChain chain) {
    return chain == chains.left() ? chains.right() : chains.left();
  }

  private LaneId lane(LocalChain source, LocalChain destination) {
    return deployment
        .lane(source.connection().chainId(), destination.connection().chainId(), TwoChains.CHANNEL)
        .id();
  }

  @Test
  void administratorWaitsBeforeItActs() {
    for (LocalChain chain : both()) {
      DeployedChain deployed = on(chain);
      AccessManagerCalls manager = new AccessManagerCalls(deployed.accessManager());
      TransactionSender administrator = sender(chain, TwoChains.ADMINISTRATOR);
      TransactionRequest resume = new GatewayAdministration(deployed.gateway()).resume();
      TransactionRequest pause = new GatewayAdministration(deployed.gateway()).pause();
      sender(chain, TwoChains.GUARDIAN).send(pause, "pause");

      assertRefused(administrator.send(resume), "AccessManagerNotScheduled");
      administrator.send(manager.schedule(resume, Instant.EPOCH), "announcement");
      chain.advanceTime(DELAY.minusMinutes(5));
      assertRefused(administrator.send(resume), "AccessManagerNotReady");
      chain.advanceTime(Duration.ofMinutes(10));
      assertThat(administrator.send(resume)).isInstanceOf(TransactionOutcome.Included.class);

      assertThat(new GatewayView(chain.latest(), deployed.gateway()).isPaused()).isFalse();
    }
  }

  @Test
  void deployerCanDoNothingAnyMore() {
    for (LocalChain chain : both()) {
      DeployedChain deployed = on(chain);
      AccessManagerCalls manager = new AccessManagerCalls(deployed.accessManager());
      GatewayAdministration gateway = new GatewayAdministration(deployed.gateway());
      TransactionSender deployer = sender(chain, TwoChains.DEPLOYER);

      assertRefused(deployer.send(gateway.pause()), "AccessManagedUnauthorized");
      assertRefused(deployer.send(gateway.resume()), "AccessManagedUnauthorized");
      assertRefused(
          deployer.send(new VaultCalls(deployed.requireVault()).denyPayouts(deployer.address())),
          "AccessManagedUnauthorized");
      assertRefused(
          deployer.send(manager.grantRole(Role.ADMIN, deployer.address(), Duration.ZERO)),
          "AccessManagerUnauthorizedAccount");
      assertRefused(
          deployer.send(manager.schedule(gateway.resume(), Instant.EPOCH)),
          "AccessManagerUnauthorizedCall");
    }
  }

  /** What was read out of storage as still to come is what the manager itself says later. */
  @Test
  void laterDelaysComeIntoForceAsTheCheckHasSaid() {
    for (LocalChain chain : both()) {
      DeployedChain deployed = on(chain);
      ScheduledDelay before =
          new AccessManagerView(chain.latest(), deployed.accessManager())
              .targetAdminDelay(deployed.gateway());
      assertThat(before.inForce()).isZero();
      assertThat(before.change()).isPresent();
      assertThat(managerItself(chain, deployed)).isEqualTo(List.of(0L, 0L));

      chain.advanceTime(SETBACK);

      assertThat(managerItself(chain, deployed))
          .isEqualTo(List.of(DELAY.toSeconds(), DELAY.toSeconds()));
      assertThat(
              new AccessManagerView(chain.latest(), deployed.accessManager())
                  .targetAdminDelay(deployed.gateway()))
          .isEqualTo(new ScheduledDelay(DELAY, Optional.empty()));
    }
    assertThat(chains.deploy(manifest).findings()).allMatch(Finding::holds);
  }

  private static List<Long> managerItself(LocalChain chain, DeployedChain deployed) {
    AccessManager manager = ContractReads.accessManager(chain.latest(), deployed.accessManager());
    return List.of(
        ContractReads.ask(manager.getTargetAdminDelay(deployed.gateway().toString())).longValue(),
        ContractReads.ask(manager.getRoleGrantDelay(BigInteger.ZERO)).longValue());
  }

  private static void assertRefused(TransactionOutcome outcome, String error) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            TransactionOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason().error()).isEqualTo(error));
  }
}

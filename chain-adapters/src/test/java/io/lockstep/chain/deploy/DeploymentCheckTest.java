package io.lockstep.chain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.deploy.DeploymentProgress.Moment;
import io.lockstep.chain.deploy.Deviations.Deviation;
import io.lockstep.chain.deploy.check.DeploymentCheck;
import io.lockstep.chain.deploy.check.Finding;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalAccounts;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Lane;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every deviation that a deployer could leave behind, on purpose or not, is found and named. The
 * deployment is stopped before the deployer gives up its role, so that it can still do the damage.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DeploymentCheckTest {

  private TwoChains chains;
  private LocalChain.Snapshot snapshot;
  private final Map<ChainId, DeployedChain> deployed = new HashMap<>();

  @BeforeAll
  void deployAllButTheFarewell(@TempDir Path folder) {
    chains = TwoChains.start(AnvilSettings.of(41), AnvilSettings.of(42));
    Path manifest = folder.resolve("deployment.json");
    IllegalStateException stop = new IllegalStateException("stop");
    try {
      chains.deploy(
          manifest,
          chains.settings(),
          (moment, chain, step) -> {
            if (moment == Moment.RECORDED && step.equals("revoke the deployer")) {
              throw stop;
            }
          });
    } catch (IllegalStateException e) {
      assertThat(e).isSameAs(stop);
    }
    for (DeployedChain chain : deployedAccordingTo(manifest)) {
      deployed.put(chain.chain(), chain);
    }
  }

  private static List<DeployedChain> deployedAccordingTo(Path path) {
    try (ManifestFile file = ManifestFile.open(path)) {
      return file.read().orElseThrow().chains().stream().map(Manifest.ChainPlan::deployed).toList();
    }
  }

  @AfterAll
  void stop() {
    chains.close();
  }

  @BeforeEach
  void remember() {
    snapshot = chains.left().snapshot();
  }

  @AfterEach
  void forget() {
    chains.left().revert(snapshot);
  }

  private List<String> wrongPoints(boolean deployerStays) {
    return new DeploymentCheck(chains.settings(), deployed, chains.left().latest())
        .run(deployerStays).stream()
            .filter(finding -> !finding.holds())
            .map(Finding::point)
            .toList();
  }

  private Scene scene() {
    DeployedChain left = on(chains.left());
    Lane lane =
        new Lane(
            left.interoperableGateway(),
            on(chains.right()).interoperableGateway(),
            TwoChains.CHANNEL);
    return new Scene(chains.left(), left, lane);
  }

  private DeployedChain on(LocalChain chain) {
    return Objects.requireNonNull(deployed.get(chain.connection().chainId()));
  }

  @Test
  void findsNothingWrongWithWhatWasAskedFor() {
    assertThat(wrongPoints(/* deployerStays= */ true)).isEmpty();
  }

  @Test
  void findsADeployerThatHasNotGivenUpItsRole() {
    assertThat(wrongPoints(/* deployerStays= */ false))
        .containsExactly(
            "the deployer %s as ADMIN".formatted(LocalAccounts.key(TwoChains.DEPLOYER).address()));
  }

  static Stream<Deviation> deviations() {
    return Stream.concat(Deviations.all(), CollateralDeviations.all());
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void findsWhatDeviates(Deviation deviation) {
    deviation.damage().on(scene());

    assertThat(wrongPoints(/* deployerStays= */ true))
        .anyMatch(point -> point.startsWith(deviation.point()));
  }
}

package io.lockstep.chain.deploy;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.deploy.Manifest.ChainPlan;
import io.lockstep.chain.deploy.check.DeploymentCheck;
import io.lockstep.chain.deploy.check.Finding;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.ChainId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Deploys, joins and hands over; or goes on where an earlier run ended; or finds that all is there
 * and sends nothing. In every case what stands is verified before this returns, and the deployer
 * gives up its role only after everything else was found as it should be.
 */
public final class Deployer {

  private final DeploymentSettings settings;
  private final Map<ChainId, DeploymentSite> sites = new LinkedHashMap<>();
  private final KeyProof proof;
  private final Path manifest;
  private final DeploymentProgress progress;

  public Deployer(
      DeploymentSettings settings,
      List<DeploymentSite> sites,
      KeyProof proof,
      Path manifest,
      DeploymentProgress progress) {
    this.settings = settings;
    this.proof = proof;
    this.manifest = manifest;
    this.progress = progress;
    for (ChainSettings chain : settings.chains()) {
      this.sites.put(chain.chain(), siteOf(chain, sites));
    }
  }

  private static DeploymentSite siteOf(ChainSettings chain, List<DeploymentSite> sites) {
    DeploymentSite found =
        sites.stream()
            .filter(site -> site.chain().chainId().equals(chain.chain()))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException("chain %s has no site".formatted(chain.chain())));
    if (found.deployer().address().equals(chain.administrator())
        || found.deployer().address().equals(chain.guardian())) {
      throw new ChainException(
          Code.DEPLOYMENT_REFUSED,
          "chain %s: found %s as deployer and in another role, expected an account that keeps no role"
              .formatted(chain.chain(), found.deployer().address()));
    }
    return found;
  }

  public Deployment deploy() {
    try (ManifestFile file = ManifestFile.open(manifest)) {
      ManifestLedger ledger = new ManifestOpening(file, List.copyOf(sites.values())).open(settings);
      return deploy(ledger);
    }
  }

  private Deployment deploy(ManifestLedger ledger) {
    Map<ChainId, StepRunner> runners = new LinkedHashMap<>();
    sites.forEach((chain, site) -> runners.put(chain, new StepRunner(site, ledger, progress)));
    DeploymentSteps steps = new DeploymentSteps(settings, deployed(ledger), proof);

    take(steps.contracts(), runners);
    take(steps.configuration(), runners);
    take(steps.handOver(), runners);
    boolean farewellBegun = farewellBegun(steps, ledger);
    if (!farewellBegun) {
      requireAll(check(ledger, /* deployerStays= */ true));
    }
    take(steps.farewell(), runners);
    List<Finding> findings = requireAll(check(ledger, /* deployerStays= */ false));
    int sent = runners.values().stream().mapToInt(StepRunner::sent).sum();
    return new Deployment(List.copyOf(deployed(ledger).values()), findings, sent);
  }

  private static void take(List<Step> steps, Map<ChainId, StepRunner> runners) {
    for (Step step : steps) {
      StepRunner runner = runners.get(step.chain());
      if (runner != null) {
        runner.take(step);
      }
    }
  }

  /** Then the deployer may have lost its role on one chain and not on another. */
  private static boolean farewellBegun(DeploymentSteps steps, ManifestLedger ledger) {
    return steps.farewell().stream()
        .anyMatch(step -> ledger.plan(step.chain()).find(step.name()).isPresent());
  }

  private Map<ChainId, DeployedChain> deployed(ManifestLedger ledger) {
    return ledger.manifest().chains().stream()
        .collect(
            Collectors.toMap(
                ChainPlan::chain, ChainPlan::deployed, (one, _) -> one, LinkedHashMap::new));
  }

  private List<Finding> check(ManifestLedger ledger, boolean deployerStays) {
    Map<ChainId, DeployedChain> deployed = deployed(ledger);
    List<Finding> findings = new ArrayList<>();
    sites.forEach((chain, site) ->
        findings.addAll(
            new DeploymentCheck(settings, deployed, ChainState.latest(site.chain()))
                .run(deployerStays)));
    return findings;
  }

  private static List<Finding> requireAll(List<Finding> findings) {
    List<Finding> wrong = findings.stream().filter(finding -> !finding.holds()).toList();
    if (!wrong.isEmpty()) {
      throw new ChainException(
          Code.DEPLOYMENT_REFUSED,
          "what stands is not what was to be deployed: "
              + wrong.stream().map(Finding::toString).collect(Collectors.joining("; ")));
    }
    return findings;
  }
}

package io.lockstep.chain.deploy;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.contract.ContractAddress;
import io.lockstep.chain.deploy.Manifest.ChainPlan;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The manifest of a run: the one that is there, if it is about the same things, or a new one. */
final class ManifestOpening {

  private final ManifestFile file;
  private final List<DeploymentSite> sites;

  ManifestOpening(ManifestFile file, List<DeploymentSite> sites) {
    this.file = file;
    this.sites = sites;
  }

  ManifestLedger open(DeploymentSettings settings) {
    Map<String, String> summary = SettingsSummary.of(settings);
    Optional<Manifest> known = file.read().map(found -> requireSame(found, summary));
    // Before a manifest is written that could not be followed.
    AssetCheck.require(settings, sites);
    return new ManifestLedger(file, known.orElseGet(() -> writeNew(settings, summary)));
  }

  private Manifest writeNew(DeploymentSettings settings, Map<String, String> summary) {
    Manifest manifest =
        new Manifest(summary, sites.stream().map(site -> plan(site, settings)).toList());
    file.write(manifest);
    return manifest;
  }

  /** The creator's nonce decides where a contract comes to stand: the contracts come first. */
  private static ChainPlan plan(DeploymentSite site, DeploymentSettings settings) {
    ChainId chain = site.chain().chainId();
    Address deployer = site.deployer().address();
    long firstNonce = ChainState.latest(site.chain()).accountNonce(deployer);
    PlannedAddresses addresses = new PlannedAddresses(deployer, firstNonce);
    return new ChainPlan(
        chain,
        genesis(site),
        deployer,
        firstNonce,
        addresses.next(),
        addresses.next(),
        addresses.nextIf(!settings.lockedOn(chain).isEmpty()),
        addresses.nextIf(!settings.usedOn(chain).isEmpty()),
        List.of());
  }

  /** Of what is created, one after the other. */
  private static final class PlannedAddresses {

    private final Address creator;
    private long nonce;

    PlannedAddresses(Address creator, long nonce) {
      this.creator = creator;
      this.nonce = nonce;
    }

    Address next() {
      return ContractAddress.created(creator, nonce++);
    }

    Optional<Address> nextIf(boolean needed) {
      return needed ? Optional.of(next()) : Optional.empty();
    }
  }

  private static Hash32 genesis(DeploymentSite site) {
    return ChainState.at(site.chain(), 0).block().hash();
  }

  private Manifest requireSame(Manifest found, Map<String, String> settings) {
    List<String> differences = SettingsSummary.differences(found.settings(), settings);
    if (!differences.isEmpty()) {
      throw refused(
          "it was deployed with other settings (%s); what stands is changed by its administrator, and a new deployment needs a new manifest"
              .formatted(String.join("; ", differences)));
    }
    sites.forEach(site -> requireSame(found.plan(site.chain().chainId()), site));
    return found;
  }

  private void requireSame(ChainPlan plan, DeploymentSite site) {
    Hash32 genesis = genesis(site);
    if (!plan.genesis().equals(genesis)) {
      throw refused(
          "%s is another chain than it was: found block 0 %s, expected %s; was it started anew? then start with a new manifest"
              .formatted(site.chain(), genesis, plan.genesis()));
    }
    if (!plan.deployer().equals(site.deployer().address())) {
      throw refused(
          "found deployer %s on chain %s, expected %s"
              .formatted(site.deployer().address(), plan.chain(), plan.deployer()));
    }
  }

  private static ChainException refused(String why) {
    return new ChainException(
        Code.DEPLOYMENT_REFUSED, "the deployment does not fit its manifest: " + why);
  }
}

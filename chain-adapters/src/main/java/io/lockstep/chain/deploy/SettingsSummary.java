package io.lockstep.chain.deploy;

import io.lockstep.chain.contract.ContractArtifact;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.AssetSettings;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.deploy.plan.TokenSettings;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Keccak256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Settings as named points, which two runs can be compared by, one by one. */
final class SettingsSummary {

  private final Map<String, String> points = new TreeMap<>();

  private SettingsSummary() {}

  static Map<String, String> of(DeploymentSettings settings) {
    SettingsSummary summary = new SettingsSummary();
    summary.code(Contracts.accessManager());
    summary.code(Contracts.gateway());
    summary.put("administration delay", settings.administrationDelay());
    summary.put("key epoch", settings.keyEpoch().keyEpoch());
    summary.put("group key", settings.keyEpoch().key().point().compressed());
    for (ChainSettings chain : settings.chains()) {
      summary.put("chain %s administrator".formatted(chain.chain()), chain.administrator());
      summary.put("chain %s guardian".formatted(chain.chain()), chain.guardian());
    }
    for (LanePairSettings lane : settings.lanes()) {
      summary.laneEnd(lane, lane.one());
      summary.laneEnd(lane, lane.other());
    }
    if (!settings.collateral().isEmpty()) {
      summary.code(Contracts.collateralVault());
      summary.code(Contracts.collateralLedger());
    }
    settings.collateral().forEach(summary::collateral);
    return summary.points;
  }

  private void code(ContractArtifact contract) {
    put(contract.contract() + " code", Keccak256.of(contract.creationCode()));
  }

  private void laneEnd(LanePairSettings lane, LaneEndSettings end) {
    ChainId destination = lane.endAwayFrom(end.chain()).chain();
    String name = "lane %s to %s on %s".formatted(end.chain(), destination, lane.channel());
    put(name + " limits", end.limits().encode());
    put(name + " fee", end.fee());
    for (AllowedSender sender : end.senders()) {
      put(name + " sender " + sender.sender(), sender.paysFee() ? "pays" : "pays nothing");
    }
  }

  private void collateral(CollateralSettings settings) {
    String name =
        "collateral from %s to %s on %s"
            .formatted(settings.vaultChain(), settings.ledgerChain(), settings.channel());
    put(name + " release gas limit", settings.releaseGasLimit());
    for (AssetSettings asset : settings.assets()) {
      String point = name + " asset " + asset.asset();
      put(point + " gas limit", asset.gasLimit());
      put(point + " sent", asset.byStandard() ? "through ERC-7786" : "natively");
      put(point + " lock cap", asset.lockCap());
      put(point + " payout cap", asset.payoutCap());
      put(point + " ledger cap", asset.ledgerCap());
      put(point + " token", asset.token().map(TokenSettings::toString).orElse("none"));
    }
  }

  private void put(String name, Object value) {
    points.put(name, value.toString());
  }

  /** What differs, in words. */
  static List<String> differences(Map<String, String> manifest, Map<String, String> settings) {
    TreeSet<String> names = new TreeSet<>(manifest.keySet());
    names.addAll(settings.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(manifest.get(name), settings.get(name)))
        .map(name ->
            "%s: found %s, deployed with %s"
                .formatted(
                    name,
                    settings.getOrDefault(name, "nothing"),
                    manifest.getOrDefault(name, "nothing")))
        .toList();
  }
}

package io.lockstep.app.deploy;

import io.lockstep.app.CliException;
import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.ConfigFile;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.KeyEpoch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is to be deployed, from a file of its own: it is read once in the life of a bridge, and by
 * others than the relayer's configuration. {@code ops/config/deployment.yaml} explains every key.
 */
record DeploymentPlan(
    long keyEpoch,
    Duration administrationDelay,
    List<ChainSettings> chains,
    List<LanePairSettings> lanes,
    List<CollateralSettings> collateral) {

  static DeploymentPlan read(Path file, DaemonConfig config) {
    return ConfigFile.read(file, root -> read(root, new ChainNames(config)));
  }

  private static Value<DeploymentPlan> read(Section root, ChainNames names) {
    root.required("version", Scalar.wholeNumber(1, 1));
    var keyEpoch = root.required("key-epoch", Scalar.longNumber(1, Long.MAX_VALUE / 2));
    var delay =
        root.required(
            "administration-delay", Scalar.duration(Duration.ofSeconds(1), Duration.ofDays(30)));
    var chains = Values.list(root.sections("chains").stream().map(s -> chain(s, names)).toList());
    var lanes =
        Values.list(root.sections("lanes").stream().map(s -> LanePlan.read(s, names)).toList());
    var collateral =
        Values.list(
            root.optionalSections("collateral").stream()
                .map(s -> CollateralPlan.read(s, names))
                .toList());
    return Values.all(keyEpoch, delay, chains, lanes, collateral)
        .then(() ->
            new DeploymentPlan(
                keyEpoch.get(), delay.get(), chains.get(), lanes.get(), collateral.get()));
  }

  private static Value<ChainSettings> chain(Section section, ChainNames names) {
    var chain = names.required(section, "chain");
    var administrator = section.required("administrator", Scalar.address());
    var guardian = section.required("guardian", Scalar.address());
    section.refuseUnknown();
    return Values.all(chain, administrator, guardian)
        .then(() -> new ChainSettings(chain.get(), administrator.get(), guardian.get()));
  }

  /** Together with the key that the quorum has made. */
  DeploymentSettings settings(GroupKey key) {
    try {
      return new DeploymentSettings(
          chains, lanes, collateral, new KeyEpoch(keyEpoch, key), administrationDelay);
    } catch (IllegalArgumentException e) {
      throw CliException.permanent("the deployment's plan: " + e.getMessage());
    }
  }

  /** Chains as both files call them. */
  record ChainNames(DaemonConfig config) {
    Value<ChainId> required(Section section, String key) {
      return section.required(
          key,
          text ->
              config.chains().stream()
                  .filter(chain -> chain.name().equals(text))
                  .map(ChainConfig::chainId)
                  .findFirst()
                  .orElseThrow(() -> new IllegalArgumentException("one of " + known())));
    }

    private List<String> known() {
      return config.chains().stream().map(ChainConfig::name).toList();
    }
  }
}

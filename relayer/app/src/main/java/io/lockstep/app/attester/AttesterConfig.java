package io.lockstep.app.attester;

import io.lockstep.app.config.AddressConfig;
import io.lockstep.app.config.ConfigFile;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.config.Duplicates;
import io.lockstep.app.config.LaneConfig;
import io.lockstep.app.config.Scalar;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The whole configuration of an attester. {@code ops/config/attester.yaml} explains every key.
 *
 * @param watching what it watches, with which providers, its own database, and where its health is
 * @param peers where those are that have moved since the roster was made
 * @param coordinatesAfter how long a final message stays unsigned before this attester asks the
 *     others itself; it never does if nothing is said
 */
public record AttesterConfig(
    DaemonConfig watching,
    OwnKeysConfig keys,
    AddressConfig listen,
    List<CoordinatorConfig> coordinators,
    PolicyConfig policy,
    List<PeerConfig> peers,
    Optional<Duration> coordinatesAfter) {

  private static final Duration DAY = Duration.ofDays(1);

  public static AttesterConfig read(Path file) {
    return ConfigFile.read(file, AttesterConfig::read);
  }

  /** What a relayer or an attester watches: both have a database of the same tables. */
  public static DaemonConfig readWatching(Path file) {
    return ConfigFile.read(
        file,
        root ->
            root.hasSection("keys")
                ? watching(AttesterConfig.read(root))
                : DaemonConfig.read(root));
  }

  private static Value<DaemonConfig> watching(Value<AttesterConfig> whole) {
    return Values.all(whole).then(() -> whole.get().watching());
  }

  public static Value<AttesterConfig> read(Section root) {
    Value<DaemonConfig> watching = DaemonConfig.read(root);
    Value<OwnKeysConfig> keys = OwnKeysConfig.read(root.section("keys"));
    Value<AddressConfig> listen = AddressConfig.read(root.section("listen"));
    Value<List<CoordinatorConfig>> coordinators =
        Values.list(
            root.optionalSections("coordinators").stream().map(CoordinatorConfig::read).toList());
    Value<PolicyConfig> policy = PolicyConfig.read(root.section("policy"));
    Value<List<PeerConfig>> peers =
        Values.list(root.optionalSections("peers").stream().map(PeerConfig::read).toList());
    Value<Optional<Duration>> coordinatesAfter = coordinatesAfter(root);
    if (peers.isRight()) {
      Duplicates.refuse(root, "peers", peers.get(), PeerConfig::attester, "attester");
    }
    if (watching.isRight()) {
      requirePairs(root, watching.get().lanes());
    }
    if (coordinators.isRight()) {
      requireDistinct(root, coordinators.get());
    }
    return Values.all(watching, keys, listen, coordinators, policy, peers, coordinatesAfter)
        .then(() ->
            new AttesterConfig(
                watching.get(),
                keys.get(),
                listen.get(),
                coordinators.get(),
                policy.get(),
                peers.get(),
                coordinatesAfter.get()));
  }

  private static Value<Optional<Duration>> coordinatesAfter(Section root) {
    Optional<Section> section = root.findSection("self-coordination");
    if (section.isEmpty()) {
      return Value.of(Optional.empty());
    }
    Value<Duration> after =
        section.get().required("after", Scalar.duration(Duration.ofSeconds(1), DAY));
    section.get().refuseUnknown();
    return Values.all(after).then(() -> Optional.of(after.get()));
  }

  /** What a gateway has executed is held against the lane that leads to it. */
  private static void requirePairs(Section root, List<LaneConfig> lanes) {
    Set<LaneConfig> all = new HashSet<>(lanes);
    for (LaneConfig lane : lanes) {
      if (!all.contains(lane.paired())) {
        root.wrong(
            "lanes",
            "found the lane from %s to %s alone, expected the one back as well"
                .formatted(lane.source(), lane.destination()));
      }
    }
  }

  private static void requireDistinct(Section root, List<CoordinatorConfig> coordinators) {
    long names = coordinators.stream().map(CoordinatorConfig::name).distinct().count();
    long identities = coordinators.stream().map(CoordinatorConfig::identity).distinct().count();
    if (names < coordinators.size() || identities < coordinators.size()) {
      root.wrong("coordinators", "found a name or an identity twice, expected each once");
    }
  }
}

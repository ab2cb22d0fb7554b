package io.lockstep.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The whole configuration of a relayer. {@code ops/config/relayer.yaml} explains every key.
 *
 * @param health where health and metrics are served; nowhere if nothing is said
 */
public record DaemonConfig(
    DatabaseConfig database,
    Optional<AddressConfig> health,
    List<ChainConfig> chains,
    List<LaneConfig> lanes) {

  public static DaemonConfig read(Path file) {
    return ConfigFile.read(file, DaemonConfig::read);
  }

  public static Value<DaemonConfig> read(Section root) {
    root.required("version", Scalar.wholeNumber(1, 1));
    Value<DatabaseConfig> database = DatabaseConfig.read(root.section("database"));
    Value<Optional<AddressConfig>> health = health(root);
    Value<List<ChainConfig>> chains =
        Values.list(root.sections("chains").stream().map(ChainConfig::read).toList());
    Value<List<LaneConfig>> lanes =
        Values.list(root.sections("lanes").stream().map(LaneConfig::read).toList());
    if (chains.isRight() && lanes.isRight()) {
      checkTogether(root, chains.get(), lanes.get());
    }
    return Values.all(database, health, chains, lanes)
        .then(() -> new DaemonConfig(database.get(), health.get(), chains.get(), lanes.get()));
  }

  private static Value<Optional<AddressConfig>> health(Section root) {
    Optional<Section> found = root.findSection("health");
    if (found.isEmpty()) {
      return Value.of(Optional.empty());
    }
    Value<AddressConfig> health = AddressConfig.read(found.get());
    return Values.all(health).then(() -> Optional.of(health.get()));
  }

  private static void checkTogether(
      Section root, List<ChainConfig> chains, List<LaneConfig> lanes) {
    Duplicates.refuse(root, "chains", chains, ChainConfig::name, "name");
    Duplicates.refuse(root, "chains", chains, ChainConfig::chainId, "chain id");
    Duplicates.refuse(root, "lanes", lanes, lane -> lane, "lane");
    Set<String> known = chains.stream().map(ChainConfig::name).collect(Collectors.toSet());
    for (LaneConfig lane : lanes) {
      for (String name : List.of(lane.source(), lane.destination())) {
        if (!known.contains(name)) {
          root.wrong("lanes", "found the chain %s, expected one of %s".formatted(name, known));
        }
      }
    }
  }

  public ChainConfig chain(String name) {
    return chains.stream().filter(chain -> chain.name().equals(name)).findFirst().orElseThrow();
  }
}

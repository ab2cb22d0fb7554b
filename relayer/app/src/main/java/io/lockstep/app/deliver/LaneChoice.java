package io.lockstep.app.deliver;

import io.lockstep.app.CliException;
import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.config.ConfigFile;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.config.Section;
import io.lockstep.app.config.Value;
import io.lockstep.app.config.Values;
import io.lockstep.app.watch.WatchPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The lane that is meant, of those that a configuration names. */
final class LaneChoice {
  /** What only an attester has. */
  private static final String ATTESTERS = "policy";

  private LaneChoice() {}

  /**
   * Finds it.
   *
   * @param name its id, or {@code source/destination} where that is one lane
   */
  static WatchPlan of(Path configFile, String name) {
    List<WatchPlan> plans = WatchPlan.all(ConfigFile.read(configFile, LaneChoice::read));
    List<WatchPlan> found = plans.stream().filter(plan -> isNamed(plan, name)).toList();
    if (found.size() != 1) {
      throw CliException.permanent(
          "lane: found %s, which names %d lanes of %s, expected one of %s"
              .formatted(name, found.size(), configFile, known(plans)));
    }
    return found.getFirst();
  }

  /** The configuration of a relayer, or of an attester: both name chains and lanes. */
  private static Value<DaemonConfig> read(Section root) {
    if (!root.hasSection(ATTESTERS)) {
      return DaemonConfig.read(root);
    }
    Value<AttesterConfig> attester = AttesterConfig.read(root);
    return Values.all(attester).then(() -> attester.get().watching());
  }

  private static boolean isNamed(WatchPlan plan, String name) {
    return plan.lane().id().toString().equalsIgnoreCase(name) || ends(plan).equals(name);
  }

  private static String ends(WatchPlan plan) {
    return plan.source().name() + "/" + plan.destination().name();
  }

  private static String known(List<WatchPlan> plans) {
    return plans.stream()
        .map(plan -> "%s (%s)".formatted(ends(plan), plan.lane().id()))
        .collect(Collectors.joining(", "));
  }
}

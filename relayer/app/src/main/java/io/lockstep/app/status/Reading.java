package io.lockstep.app.status;

import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.view.OpsViews;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/** Looks at the lanes of a configuration, in the role that may look and nothing else. */
final class Reading {
  private Reading() {}

  static <T> T of(Path configFile, BiFunction<List<WatchPlan>, OpsViews, T> work) {
    DaemonConfig config = AttesterConfig.readWatching(configFile);
    List<WatchPlan> plans = WatchPlan.all(config);
    try (Database database =
        Database.open(
            ConfiguredDatabase.settings(config.database(), Role.READER, "lockstep-status"))) {
      OpsViews views = new OpsViews(database);
      views.requireVersion();
      return work.apply(plans, views);
    }
  }
}

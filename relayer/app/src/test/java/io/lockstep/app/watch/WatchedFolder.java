package io.lockstep.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.config.DaemonConfig;
import io.lockstep.core.domain.BlockId;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.LaneRegistry;
import io.lockstep.protocol.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A configuration of both lanes, with a database of its own. */
record WatchedFolder(String database, Path config) {
  static final WatchedFolder NONE = new WatchedFolder("", Path.of(""));

  static WatchedFolder create(Path folder) {
    String database = World.migratedDatabase();
    return new WatchedFolder(database, World.config(folder, database));
  }

  private List<WatchPlan> plans() {
    return WatchPlan.all(DaemonConfig.read(config));
  }

  /** The lane whose name begins so. */
  Lane lane(String name) {
    return plans().stream()
        .filter(plan -> plan.toString().startsWith(name))
        .findFirst()
        .orElseThrow()
        .lane();
  }

  /** As a daemon does that sees them for the first time. */
  void register(Database setup) {
    for (WatchPlan plan : plans()) {
      new LaneRegistry(setup).register(plan.lane(), new BlockId(0, plan.source().genesis()));
    }
  }

  void rewrite(String old, String now) throws IOException {
    String text = Files.readString(config);
    assertThat(text).contains(old);
    Files.writeString(config, text.replace(old, now));
  }
}

package io.lockstep.app.watch;

import static io.lockstep.app.watch.RunningDaemon.HOME;
import static io.lockstep.app.watch.RunningDaemon.OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.ExitCode;
import io.lockstep.app.watch.display.LaneLine;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.persistence.view.PositionView;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchDaemonTest {
  @TempDir private Path folder;
  private WatchedFolder watched = WatchedFolder.NONE;

  @BeforeEach
  void configure() {
    watched = WatchedFolder.create(folder);
  }

  @Test
  void followsBothLanesFromLockToFinal() {
    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "one")) {
      World.lock(1);

      LaneLine line = daemon.awaitFinal(OUT, World.sent(World.out()));
      daemon.awaitFinal(HOME, World.sent(World.home()));

      assertThat(line.position().orElseThrow().observedNonce()).isEqualTo(World.sent(World.out()));
      assertThat(daemon.stop()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void goesOnAfterARestart() {
    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "one")) {
      daemon.awaitFinal(OUT, World.sent(World.out()));
    }
    World.lock(2);
    try (RunningDaemon again = RunningDaemon.start(watched.config(), "one, again")) {
      again.awaitFinal(OUT, World.sent(World.out()));
    }
  }

  @Test
  void anotherStandsByAndTakesOver() {
    try (RunningDaemon first = RunningDaemon.start(watched.config(), "first")) {
      first.awaitState(OUT, LaneState.Following.class);
      first.awaitState(HOME, LaneState.Following.class);
      try (RunningDaemon second = RunningDaemon.start(watched.config(), "second")) {
        second.awaitState(OUT, state -> state.why().equals("first holds the lease"));

        first.stop();
        second.awaitState(OUT, LaneState.Following.class);
        World.lock(3);

        second.awaitFinal(OUT, World.sent(World.out()));
      }
    }
  }

  @Test
  void whoseLeaseIsTakenStopsWriting() {
    try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "robbed");
        Database looking = Database.open(World.settings(watched.database(), Role.READER))) {
      daemon.awaitFinal(OUT, World.sent(World.out()));
      World.sql(
          watched.database(),
          "UPDATE lockstep.lease SET holder = 'thief', epoch = epoch + 1, until = now() + interval '1 hour'");
      World.lock(4);

      daemon.awaitState(OUT, state -> state.why().equals("thief holds the lease"));

      PositionView position = new OpsViews(looking).position(watched.lane(OUT).id()).orElseThrow();
      assertThat(position.finalNonce()).isEqualTo(World.sent(World.out()) - 1);
    }
  }

  @Test
  void databaseMayBeGoneForAWhile() throws IOException {
    try (Severable way = Severable.to(World.databasePort())) {
      watched.rewrite(
          "url: jdbc:postgresql://127.0.0.1:" + World.databasePort(),
          "connect-timeout: 1s\n  url: jdbc:postgresql://127.0.0.1:" + way.port());
      try (RunningDaemon daemon = RunningDaemon.start(watched.config(), "cut off")) {
        daemon.awaitFinal(OUT, World.sent(World.out()));

        way.cut();
        daemon.display().awaitSaid("nothing moves until it answers");
        World.lock(5);
        daemon.awaitState(OUT, LaneState.Waiting.class);
        way.mend();

        daemon.display().awaitSaid("database: it answers again");
        daemon.awaitFinal(OUT, World.sent(World.out()));
        assertThat(daemon.display().said())
            .filteredOn(line -> line.startsWith("database:"))
            .hasSize(2);
      }
    }
  }
}

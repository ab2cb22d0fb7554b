package io.lockstep.app.watch;

import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.app.watch.display.LaneLine;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.view.PositionView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;

/** A daemon in this process, in a greater hurry than usual. */
public final class RunningDaemon implements AutoCloseable {
  public static final String OUT = "chain-a → chain-b";
  public static final String HOME = "chain-b → chain-a";

  private static final Timing HURRIED =
      new Timing(Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(100));

  private final RecordedDisplay display = new RecordedDisplay();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final Database database;
  private final WatchDaemon daemon;

  private RunningDaemon(DaemonConfig config, String holder) {
    this.database =
        Database.open(ConfiguredDatabase.settings(config.database(), Role.DAEMON, holder));
    this.daemon =
        new WatchDaemon(
            WatchPlan.all(config),
            FurtherStages.NONE,
            database,
            holder,
            HURRIED,
            display,
            new Telemetry());
    Thread.ofVirtual().start(this::run);
  }

  public static RunningDaemon start(Path config, String holder) {
    return new RunningDaemon(DaemonConfig.read(config), holder);
  }

  private void run() {
    try {
      exitCode.complete(daemon.run(stop));
    } catch (InterruptedException | RuntimeException e) {
      exitCode.completeExceptionally(e);
    }
  }

  RecordedDisplay display() {
    return display;
  }

  /** Lets blocks pass once it is proven, because what is proven at the tip is final only later. */
  public LaneLine awaitFinal(String lane, long nonce) {
    awaitPosition(lane, PositionView::provenNonce, nonce);
    World.mine();
    return awaitPosition(lane, PositionView::finalNonce, nonce);
  }

  private LaneLine awaitPosition(String lane, Function<PositionView, Long> position, long nonce) {
    return display.awaitLane(lane, line -> line.position().map(position).orElse(-1L) == nonce);
  }

  LaneLine awaitState(String lane, Class<? extends LaneState> state) {
    return display.awaitLane(lane, line -> state.isInstance(line.state()));
  }

  LaneLine awaitState(String lane, Predicate<LaneState> wanted) {
    return display.awaitLane(lane, line -> wanted.test(line.state()));
  }

  int awaitExitCode() {
    return exitCode.join();
  }

  int stop() {
    stop.countDown();
    return exitCode.join();
  }

  @Override
  public void close() {
    stop();
    daemon.close();
    database.close();
  }
}

package io.lockstep.app.testnet.attesters;

import io.lockstep.app.CliException;
import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.attester.AttesterKeys;
import io.lockstep.app.attester.running.AttesterDaemon;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.app.watch.Holder;
import io.lockstep.app.watch.Timing;
import io.lockstep.app.watch.display.Display;
import io.lockstep.app.watch.display.LaneLine;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** An attester whose threads are in this process: a stop is all that can be done to it. */
final class ThisProcess implements AttesterHost.Running {
  private final AttesterSite site;
  private final Telemetry telemetry = new Telemetry();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final Database database;
  private final AttesterDaemon daemon;

  private ThisProcess(AttesterSite site, AttesterConfig config) {
    this.site = site;
    this.database =
        Database.open(
            ConfiguredDatabase.settings(
                config.watching().database(), Role.DAEMON, "lockstep-attester"));
    this.daemon =
        new AttesterDaemon(
            config,
            AttesterKeys.open(config.keys()),
            database,
            Holder.create(),
            Timing.USUAL,
            new Unseen(),
            telemetry);
  }

  static ThisProcess start(AttesterSite site, int run) {
    ThisProcess started = new ThisProcess(site, AttesterConfig.read(site.config()));
    Thread.ofVirtual().name(site + ", run " + run).start(started::run);
    return started;
  }

  private static final class Unseen implements Display {
    @Override
    public void show(List<LaneLine> lanes) {
      // Nobody looks at it.
    }

    @Override
    public void say(String line) {
      // Nobody looks at it.
    }
  }

  private void run() {
    try {
      exitCode.complete(daemon.run(stop));
    } catch (InterruptedException | RuntimeException | Error e) {
      exitCode.completeExceptionally(e);
    }
  }

  @Override
  public boolean isReady() {
    return daemon.readiness().ready();
  }

  @Override
  public void requireAlive() {
    if (exitCode.isDone()) {
      throw CliException.temporary("%s has ended: %s".formatted(site, exitCode));
    }
  }

  @Override
  public void kill() {
    close();
  }

  @Override
  public void close() {
    stop.countDown();
    exitCode.handle((_, _) -> site).join();
    daemon.close();
    database.close();
    telemetry.close();
  }
}

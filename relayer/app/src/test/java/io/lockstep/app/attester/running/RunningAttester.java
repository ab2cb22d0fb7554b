package io.lockstep.app.attester.running;

import io.lockstep.app.attester.AttesterFolder;
import io.lockstep.app.attester.AttesterKeys;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.app.telemetry.Readiness;
import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.transport.OwnTls;
import io.lockstep.app.watch.RecordedDisplay;
import io.lockstep.app.watch.Timing;
import io.lockstep.app.watch.World;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.attester.PostgresSigningLedger;
import io.lockstep.persistence.view.PositionView;
import io.lockstep.protocol.Lane;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** An attester in this process, in a greater hurry than usual. */
public final class RunningAttester implements AutoCloseable {
  private static final Timing HURRIED =
      new Timing(Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(100));
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final RecordedDisplay display = new RecordedDisplay();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final Telemetry telemetry = new Telemetry();
  private final AttesterKeys keys;
  private final Database database;
  private final AttesterDaemon daemon;

  private RunningAttester(AttesterFolder folder, AttesterKeys keys, String holder) {
    this.keys = keys;
    this.database =
        Database.open(
            ConfiguredDatabase.settings(folder.read().watching().database(), Role.DAEMON, holder));
    this.daemon =
        new AttesterDaemon(folder.read(), keys, database, holder, HURRIED, display, telemetry);
    Thread.ofVirtual().start(this::run);
  }

  public static RunningAttester start(AttesterFolder folder, AttesterKeys keys) {
    return start(folder, keys, "first");
  }

  public static RunningAttester start(AttesterFolder folder, AttesterKeys keys, String holder) {
    return new RunningAttester(folder, keys, holder);
  }

  private void run() {
    try {
      exitCode.complete(daemon.run(stop));
    } catch (InterruptedException | RuntimeException e) {
      exitCode.completeExceptionally(e);
    }
  }

  public RecordedDisplay display() {
    return display;
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  public Readiness readiness() {
    return daemon.readiness();
  }

  public Database database() {
    return database;
  }

  public void awaitDoor() {
    display.awaitSaid("The door is open");
  }

  public int port() {
    return daemon.port().orElseThrow();
  }

  /** As a caller of that identity reaches it. */
  public AttesterClient client(IdentitySigner caller) {
    awaitDoor();
    OwnTls tls = new OwnTls(caller, InstantSource.system(), OwnTls.LIFETIME);
    return new AttesterClient(
        URI.create("https://127.0.0.1:" + daemon.port().orElseThrow()),
        tls.context(Set.of(keys.identity().key())),
        TIMEOUT);
  }

  /** Lets blocks pass once it is proven, because what is proven at the tip is final only later. */
  public void awaitFinal(String lane, long nonce) {
    display.awaitLane(
        lane, line -> line.position().map(PositionView::provenNonce).orElse(-1L) == nonce);
    World.mine();
    display.awaitLane(
        lane, line -> line.position().map(PositionView::finalNonce).orElse(-1L) == nonce);
  }

  /** Returns when the lane is judged so far. */
  public void awaitJudged(String name, Lane lane, long nonce) {
    display.awaitLane(name, _ -> ledger(lane).judged() == nonce);
  }

  public LaneLedger ledger(Lane lane) {
    return PostgresSigningLedger.open(database, List.of(lane, lane.paired()))
        .lane(lane.id(), 0, 1, Set.of());
  }

  public int stop() {
    stop.countDown();
    return exitCode.join();
  }

  @Override
  public void close() {
    stop();
    daemon.close();
    database.close();
    telemetry.close();
  }
}

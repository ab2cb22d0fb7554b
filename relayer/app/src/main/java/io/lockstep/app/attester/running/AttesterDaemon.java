package io.lockstep.app.attester.running;

import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.attester.AttesterKeys;
import io.lockstep.app.attester.PeerAddresses;
import io.lockstep.app.attester.desk.RefusalBook;
import io.lockstep.app.telemetry.AttesterMetrics;
import io.lockstep.app.telemetry.Readiness;
import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.app.transport.OwnTls;
import io.lockstep.app.watch.FurtherStages;
import io.lockstep.app.watch.Timing;
import io.lockstep.app.watch.WatchDaemon;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.app.watch.display.Display;
import io.lockstep.attestation.attester.ClockWatch;
import io.lockstep.core.Failure;
import io.lockstep.core.stage.JudgeLane;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.attester.PostgresJudgementStore;
import io.lockstep.persistence.attester.PostgresRefusals;
import io.lockstep.persistence.attester.PostgresUnsigned;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.persistence.view.AttesterViews;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.protocol.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An attester from its start to its end: watches the lanes, and as soon as all are known opens its
 * ledger, asks its peers, and answers whoever may ask.
 */
public final class AttesterDaemon implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PEERS_PAUSE = Duration.ofMillis(100);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMillis(500);

  private final AttesterConfig config;
  private final AttesterKeys keys;
  private final PeerAddresses peers;
  private final OwnTls tls;
  private final Database database;
  private final PostgresLeases leases;
  private final Timing timing;
  private final List<WatchPlan> plans;
  private final List<Lane> lanes;
  private final RefusalBook refusals;
  private final WatchDaemon watch;
  private final AttesterNews news;
  private final AttesterMetrics metrics;
  private final ClockWatch clock;
  private final CountDownLatch watchingEnds = new CountDownLatch(1);
  private volatile @Nullable Sitting sitting;
  private volatile @Nullable OwnCoordination coordination;
  private volatile @Nullable Throwable unexpected;

  /** Asks nobody yet but the providers for their newest blocks. */
  public AttesterDaemon(
      AttesterConfig config,
      AttesterKeys keys,
      Database database,
      String holder,
      Timing timing,
      Display display,
      Telemetry telemetry) {
    this.config = config;
    this.keys = keys;
    this.peers = PeerAddresses.of(keys.quorum().roster(), keys.self(), config.peers());
    this.tls = new OwnTls(keys.identity(), InstantSource.system(), OwnTls.LIFETIME);
    this.database = database;
    this.leases = new PostgresLeases(database, holder);
    this.timing = timing;
    this.plans = WatchPlan.all(config.watching());
    this.lanes = plans.stream().map(WatchPlan::lane).toList();
    this.metrics = telemetry.attester();
    this.refusals = new RefusalBook(new PostgresRefusals(database), InstantSource.system());
    this.news = new AttesterNews(display, plans, metrics, refusals);
    metrics.tls(tls::until);
    metrics.fence(this::isClosed);
    this.clock = new ClockWatch(CLOCK_TOLERANCE, Instant.now(), System.nanoTime());
    this.watch =
        new WatchDaemon(plans, judging(config), database, holder, timing, display, telemetry);
  }

  private boolean isClosed() {
    return Optional.ofNullable(sitting).map(now -> now.fence().closed().isPresent()).orElse(true);
  }

  private static FurtherStages judging(AttesterConfig config) {
    return (plan, database, lease) ->
        List.of(
            new JudgeLane(
                PostgresJudgementStore.open(database, plan.lane().id(), lease),
                config.policy().policy(),
                InstantSource.system()));
  }

  /** Returns an exit code when all that was in progress is done and all leases are released. */
  public int run(CountDownLatch stop) throws InterruptedException {
    Watching watching = Watching.start(watch, watchingEnds, stop);
    Rounds rounds = new Rounds(stop, cause -> broken(cause, stop));
    try {
      rounds.start("clock", SECOND, this::lookAtClock);
      Optional<Sitting> begun = sit(stop);
      if (begun.isPresent()) {
        work(begun.get(), rounds, stop);
      }
      stop.await();
    } catch (RuntimeException e) {
      broken(e, stop);
    } finally {
      end();
    }
    int exitCode = watching.end();
    rethrow();
    return exitCode;
  }

  private void broken(Throwable cause, CountDownLatch stop) {
    unexpected = cause;
    stop.countDown();
  }

  private void rethrow() {
    switch (unexpected) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {}
    }
  }

  /** Waits until all lanes are registered; nothing if the process ends before. */
  private Optional<Sitting> sit(CountDownLatch stop) throws InterruptedException {
    do {
      try {
        if (areRegistered()) {
          sitting =
              new Sitting(config, keys, peers, tls, lanes, database, leases, timing.lease(), news);
          return Optional.ofNullable(sitting);
        }
      } catch (Failure _) {
        // The lanes tell when the database is lost.
      }
    } while (!stop.await(timing.retry().toMillis(), TimeUnit.MILLISECONDS));
    return Optional.empty();
  }

  private boolean areRegistered() {
    OpsViews views = new OpsViews(database);
    return lanes.stream().allMatch(lane -> views.lane(lane.id()).isPresent());
  }

  /** From here on everything goes round by itself. */
  private void work(Sitting sitting, Rounds rounds, CountDownLatch stop)
      throws InterruptedException {
    rounds.start("turn", timing.renewal().dividedBy(2), sitting.turn()::keep);
    while (!sitting.turn().isHeld()) {
      if (stop.await(timing.retry().dividedBy(2).toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    rounds.start("length of the ledger", timing.renewal().dividedBy(2), sitting.ledger()::look);
    sitting.openDoor(new DoorNews(metrics, refusals));
    news.doorOpened(config.listen().host(), sitting.port().orElse(0));
    sitting
        .questions()
        .forEach(question ->
            rounds.start(
                "question to attester " + question.peer().identifier(), PEERS_PAUSE, question));
    rounds.start("fence", timing.retry(), () -> news.fence(sitting.fence().closed()));
    rounds.start(
        "books",
        timing.tick(),
        new Books(plans, refusals, new AttesterViews(database), sitting.contradictions(), metrics));
    coordination = coordinating(sitting);
    rounds.start("own coordination", SECOND, coordination);
  }

  private OwnCoordination coordinating(Sitting sitting) {
    return OwnCoordination.of(
        config.coordinatesAfter(),
        keys,
        lanes,
        PostgresUnsigned.open(database, lanes),
        OwnCoordination.panel(keys, sitting.desk(), peers, tls),
        sitting.fence());
  }

  private void lookAtClock() {
    if (clock.jumped(Instant.now(), System.nanoTime())) {
      metrics.clockJumped();
      Optional.ofNullable(sitting).ifPresent(now -> now.attester().forgetNonces());
      news.clockJumped();
    }
    if (tls.renewIfDue()) {
      news.tlsRenewed(tls.until());
    }
  }

  private void end() {
    Optional.ofNullable(coordination).ifPresent(OwnCoordination::close);
    Sitting begun = sitting;
    if (begun != null) {
      begun.closeDoor();
      try {
        begun.turn().release();
        refusals.write();
      } catch (Failure _) {
        // It runs out by itself.
      }
    }
    watchingEnds.countDown();
  }

  public Readiness readiness() {
    Readiness watched = watch.readiness();
    List<Readiness.Part> parts = new ArrayList<>(watched.parts());
    AttesterParts own = AttesterParts.of(keys, Optional.ofNullable(sitting));
    parts.addAll(own.parts());
    return new Readiness(watched.ready() && own.ready(), parts);
  }

  /** Where the door is open; nothing while it is not. */
  public Optional<Integer> port() {
    return Optional.ofNullable(sitting).flatMap(Sitting::port);
  }

  @Override
  public void close() {
    watch.close();
  }
}

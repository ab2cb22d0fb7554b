package io.lockstep.app.watch;

import io.lockstep.app.ExitCode;
import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.telemetry.Readiness;
import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.app.watch.display.Display;
import io.lockstep.core.port.Leases;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.persistence.view.OpsViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Follows lanes until it is told to stop, or until none is left that it could follow. */
public final class WatchDaemon implements AutoCloseable {
  /** Longer than a lane's stages get to end. */
  private static final Duration STOP_MAX = Duration.ofSeconds(25);

  /** A chain that lanes begin at, and what wakes them. */
  private record Source(WatchedChain chain, ChainHeads heads) {}

  private final Timing timing;
  private final Display display;
  private final Telemetry telemetry;
  private final ExecutorService questions = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final List<LaneFollower> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final PositionsTicker ticker;
  private volatile @Nullable RuntimeException unexpected;

  /**
   * Asks nobody yet but the providers for their newest blocks.
   *
   * @param further what is done with each lane besides
   */
  public WatchDaemon(
      List<WatchPlan> plans,
      FurtherStages further,
      Database database,
      String holder,
      Timing timing,
      Display display,
      Telemetry telemetry) {
    this.timing = timing;
    this.display = display;
    this.telemetry = telemetry;
    Leases leases = new PostgresLeases(database, holder);
    for (WatchPlan plan : plans) {
      Source source = sources.computeIfAbsent(plan.source().name(), _ -> open(plan.source()));
      lanes.add(
          new LaneFollower(
              plan, source.chain(), source.heads(), database, leases, further, timing, telemetry));
    }
    this.ticker = new PositionsTicker(new OpsViews(database), lanes, display, telemetry);
  }

  private Source open(ChainConfig config) {
    ProviderNews news = new ProviderNews(config.name(), display);
    WatchedChain chain =
        WatchedChain.of(config, questions, telemetry.providers(config.name(), news));
    return new Source(chain, ChainHeads.start(chain, news));
  }

  /** Returns an exit code when all steps in progress are done and all leases are released. */
  public int run(CountDownLatch stop) throws InterruptedException {
    lanes.forEach(
        lane -> threads.add(Thread.ofVirtual().name("follower of " + lane.plan()).start(lane)));
    Thread ticking = Thread.ofVirtual().name("positions").start(() -> tick(stop));
    stop.await();
    ticker.end();
    ticking.join(timing.tick());
    lanes.forEach(LaneFollower::stop);
    long deadline = System.nanoTime() + STOP_MAX.toNanos();
    for (Thread thread : threads) {
      thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
    RuntimeException found = unexpected;
    if (found != null) {
      throw found;
    }
    return isNoneLeft() ? ExitCode.RETRY_WILL_NOT_HELP : ExitCode.DONE;
  }

  private void tick(CountDownLatch stop) {
    try {
      while (!stop.await(timing.tick().toMillis(), TimeUnit.MILLISECONDS)) {
        ticker.tick();
        if (isNoneLeft()) {
          display.say("No lane is left to follow: each has stopped for the reason above.");
          stop.countDown();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A daemon that shows nothing any more must not look as if nothing happened.
      unexpected = e;
      stop.countDown();
    }
  }

  /** It does what it is there for while the database answers and every lane has begun. */
  public Readiness readiness() {
    List<Readiness.Part> parts = new ArrayList<>();
    parts.add(
        new Readiness.Part(
            "database", ticker.isLost() ? "lost" : "answering", ticker.lostBecause()));
    boolean ready = !ticker.isLost();
    for (LaneFollower lane : lanes) {
      LaneState state = lane.progress().state();
      parts.add(new Readiness.Part(lane.plan().label(), state.word(), state.why()));
      ready &= !(state instanceof LaneState.Beginning || state instanceof LaneState.Broken);
    }
    return new Readiness(ready, parts);
  }

  private boolean isNoneLeft() {
    return lanes.stream().allMatch(lane -> lane.progress().isBroken());
  }

  @Override
  public void close() {
    sources.values().forEach(source -> source.heads().close());
    sources.values().forEach(source -> source.chain().close());
    questions.shutdownNow();
  }
}

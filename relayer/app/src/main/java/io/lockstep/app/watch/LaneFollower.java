package io.lockstep.app.watch;

import io.lockstep.app.config.ProviderConfig;
import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.core.Failure;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.port.Leases;
import io.lockstep.core.stage.Bell;
import io.lockstep.core.stage.StageListener;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.LaneRegistry;
import io.lockstep.persistence.provider.PostgresProviderStore;
import io.lockstep.persistence.view.LaneView;
import io.lockstep.persistence.view.OpsViews;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one lane for as long as nobody tells it to stop: registers it, waits for its lease, runs
 * the stages while it holds that, and begins again when it has lost it.
 */
final class LaneFollower implements Runnable, Alarm {
  private static final Logger LOG = LoggerFactory.getLogger(LaneFollower.class);

  private final WatchPlan plan;
  private final WatchedChain source;
  private final ChainHeads heads;
  private final Database database;
  private final Leases leases;
  private final FurtherStages further;
  private final Timing timing;
  private final Telemetry telemetry;
  private final LaneProgress progress;
  private final Bell bell = new Bell();
  private volatile boolean stopping;
  private volatile boolean stale;
  private boolean begun;

  LaneFollower(
      WatchPlan plan,
      WatchedChain source,
      ChainHeads heads,
      Database database,
      Leases leases,
      FurtherStages further,
      Timing timing,
      Telemetry telemetry) {
    this.plan = plan;
    this.source = source;
    this.heads = heads;
    this.database = database;
    this.leases = leases;
    this.further = further;
    this.timing = timing;
    this.telemetry = telemetry;
    this.progress = new LaneProgress(plan.toString(), System::nanoTime);
  }

  WatchPlan plan() {
    return plan;
  }

  WatchedChain source() {
    return source;
  }

  LaneProgress progress() {
    return progress;
  }

  /** Ends after the steps that it is at. */
  void stop() {
    stopping = true;
    bell.call();
  }

  @Override
  public void leaseIsStale() {
    stale = true;
    bell.call();
  }

  @Override
  public void ended() {
    bell.call();
  }

  @Override
  public void run() {
    try {
      while (!stopping && !progress.isBroken()) {
        attempt();
        if (!stopping) {
          bell.await(timing.retry());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      progress.broken("its follower", e);
    }
  }

  private void attempt() throws InterruptedException {
    try {
      begun = begun || begin();
      if (begun) {
        Optional<Lease> lease = leases.acquire(Lease.nameOf(plan.lane().id()), timing.lease());
        if (lease.isPresent()) {
          hold(lease.get());
        } else {
          progress.standingBy(holder() + " holds the lease");
        }
      }
    } catch (Failure failure) {
      LOG.debug("{}: could not go on", plan, failure);
      progress.waiting(String.valueOf(failure.getMessage()));
    }
  }

  private String holder() {
    return new OpsViews(database)
        .lane(plan.lane().id())
        .map(LaneView::lease)
        .map(lease -> lease.held() ? lease.holder() : "another process")
        .orElse("nobody");
  }

  private boolean begin() {
    if (new OpsViews(database).lane(plan.lane().id()).isEmpty()) {
      switch (FirstBlock.find(source)) {
        case FirstBlock.Agreed(BlockId block) ->
            new LaneRegistry(database).register(plan.lane(), block);
        case FirstBlock.NotYet(String why) -> {
          progress.beginning("waits for a block to begin at: " + why);
          return false;
        }
      }
    }
    providerStore().know(plan.source().providers().stream().map(ProviderConfig::name).toList());
    return true;
  }

  private PostgresProviderStore providerStore() {
    return PostgresProviderStore.open(database, plan.lane().id());
  }

  private void hold(Lease lease) throws InterruptedException {
    LOG.info("{}: {} works it in epoch {}", plan, lease.holder(), lease.epoch());
    LaneStages stages =
        LaneStages.of(plan.lane(), source, database, lease).with(further.of(plan, database, lease));
    stale = false;
    progress.following();
    StageThreads threads =
        StageThreads.start(plan.toString(), stages, heads, progress, this, this::counted);
    boolean ended = false;
    try {
      keep(lease);
    } finally {
      ended = threads.stop();
    }
    if (ended && !stale) {
      leases.release(lease);
    }
  }

  private StageListener counted(StageListener news) {
    return telemetry.stages(plan.label(), news);
  }

  /** Returns when the lease is another's, a stage is broken or nobody wants it any more. */
  private void keep(Lease lease) throws InterruptedException {
    bell.await(timing.renewal());
    while (!stopping && !stale && !progress.isBroken()) {
      bell.await(renew(lease) ? timing.renewal() : timing.retry());
    }
  }

  /**
   * Whether it could be asked for. While it cannot, nothing is lost: a write names its epoch, and
   * is refused if that has passed.
   */
  private boolean renew(Lease lease) {
    try {
      stale = stale || !leases.renew(lease, timing.lease());
      source.providers().followQuarantines(providerStore());
      return true;
    } catch (Failure failure) {
      LOG.debug("{}: could not renew {}", plan, lease, failure);
      return false;
    }
  }
}

package io.lockstep.app.watch.scenario;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.watch.LaneStages;
import io.lockstep.app.watch.WatchedChain;
import io.lockstep.chain.provider.ProviderListener;
import io.lockstep.core.Failure;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.port.LaneStore;
import io.lockstep.core.port.SourceChain;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.Step;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.PostgresLaneStore;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.persistence.provider.PostgresProviderStore;
import io.lockstep.protocol.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * A watching process from its start to its end. All that it knows when it starts is in the
 * database.
 */
final class Life implements AutoCloseable {
  private static final int STEPS_MAX = 1_000;
  private static final int FAILURES_MAX = 20;
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Database database;
  private final WatchedChain chain;
  private final LaneStages stages;
  private final List<String> failures = new ArrayList<>();

  /** How a process differs from the usual one. */
  record Variant(
      UnaryOperator<LaneStore> store, UnaryOperator<SourceChain> chain, long blocksPerStepMax) {
    /** Small steps, so that the way to the tip is taken in parts. */
    static final Variant USUAL = new Variant(UnaryOperator.identity(), UnaryOperator.identity(), 8);

    static Variant watchedBy(Calls calls) {
      return new Variant(
          store -> calls.counted(LaneStore.class, store),
          chain -> calls.counted(SourceChain.class, chain),
          USUAL.blocksPerStepMax);
    }

    Variant inStepsOf(long blocks) {
      return new Variant(store, chain, blocks);
    }
  }

  private Life(Lane lane, ChainConfig config, Database database, Lease lease, Variant variant) {
    this.database = database;
    this.chain = WatchedChain.of(config, executor, ProviderListener.silent());
    this.stages =
        LaneStages.over(
            variant.store().apply(PostgresLaneStore.open(database, lane.id(), lease)),
            variant
                .chain()
                .apply(chain.providersOf(lane, PostgresProviderStore.open(database, lane.id()))),
            chain.quorum(),
            variant.blocksPerStepMax());
  }

  /** Takes over the lease, as a process does that starts again. */
  static Life begin(Lane lane, ChainConfig config, Records records, Variant variant) {
    return under(lease(lane, records), lane, config, records, variant);
  }

  /** Whether the lease is its own or not. */
  static Life under(Lease lease, Lane lane, ChainConfig config, Records records, Variant variant) {
    return new Life(lane, config, records.open(), lease, variant);
  }

  static Lease lease(Lane lane, Records records) {
    try (Database database = records.open()) {
      return new PostgresLeases(database, "relayer")
          .acquire(Lease.nameOf(lane.id()), LEASE)
          .orElseThrow();
    }
  }

  /** Both stages as their loops drive them, until neither has anything to do. */
  Life settle() {
    rest(stages.observing());
    rest(stages.finalizing());
    return this;
  }

  Step observe() {
    return rest(stages.observing());
  }

  Step finalizing() {
    return rest(stages.finalizing());
  }

  /** What stood in the way so far, and passed. */
  List<String> failures() {
    return failures;
  }

  /** Steps until the stage rests; what fails or is blocked is tried again. */
  private Step rest(Stage stage) {
    int failuresLeft = FAILURES_MAX;
    for (int i = 0; i < STEPS_MAX; i++) {
      try {
        Step step = stage.step();
        switch (step) {
          case Step.Moved _ -> {}
          case Step.Idle _, Step.Halted _ -> {
            return step;
          }
          case Step.Blocked(String why) -> {
            failures.add(why);
            failuresLeft--;
          }
        }
        if (failuresLeft == 0) {
          return step;
        }
      } catch (Failure e) {
        failures.add(String.valueOf(e.getMessage()));
        if (--failuresLeft == 0) {
          throw e;
        }
      }
    }
    throw new IllegalStateException(stage.name() + " never rests; " + failures);
  }

  @Override
  public void close() {
    chain.close();
    executor.shutdownNow();
    database.close();
  }
}

package io.lockstep.app.watch;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.policy.FinalBlockCheck;
import io.lockstep.core.policy.ProviderQuorum;
import io.lockstep.core.port.LaneStore;
import io.lockstep.core.port.SourceChain;
import io.lockstep.core.stage.FinalizeLane;
import io.lockstep.core.stage.ObserveLane;
import io.lockstep.core.stage.Stage;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.PostgresLaneStore;
import io.lockstep.persistence.provider.PostgresProviderStore;
import io.lockstep.protocol.Lane;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stages of one lane, under one lease.
 *
 * @param further those that follow finality, in their order
 */
public record LaneStages(ObserveLane observing, FinalizeLane finalizing, List<Stage> further) {
  /** More than providers usually serve at once; what is too much for one is split by itself. */
  private static final long BLOCKS_PER_STEP_MAX = 2_000;

  /** The lane must be registered. */
  public static LaneStages of(Lane lane, WatchedChain source, Database database, Lease lease) {
    return over(
        PostgresLaneStore.open(database, lane.id(), lease),
        source.providersOf(lane, PostgresProviderStore.open(database, lane.id())),
        source.quorum(),
        BLOCKS_PER_STEP_MAX);
  }

  /** The same stages over these ports, whatever is behind them. */
  public static LaneStages over(
      LaneStore store, SourceChain chain, ProviderQuorum quorum, long blocksPerStepMax) {
    return new LaneStages(
        new ObserveLane(store, chain, new FinalBlockCheck(chain, quorum), blocksPerStepMax),
        new FinalizeLane(store, chain, quorum),
        List.of());
  }

  LaneStages with(List<Stage> stages) {
    return new LaneStages(observing, finalizing, stages);
  }

  /** All of them, in the order in which a message passes them. */
  List<Stage> inOrder() {
    return Stream.concat(Stream.of(observing, finalizing), further.stream()).toList();
  }
}

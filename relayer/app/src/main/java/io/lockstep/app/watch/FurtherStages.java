package io.lockstep.app.watch;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.stage.Stage;
import io.lockstep.persistence.Database;
import java.util.List;

/** What a process does with a lane besides watching it, under the same lease. */
@FunctionalInterface
public interface FurtherStages {
  FurtherStages NONE = (_, _, _) -> List.of();

  /**
   * The stages that follow finality, in their order: each is woken when the one before it has
   * moved. The lane is registered.
   */
  List<Stage> of(WatchPlan plan, Database database, Lease lease);
}

package io.lockstep.app.status;

import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.view.LaneView;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.persistence.view.PositionView;
import java.util.Optional;

/**
 * What is configured of a lane, and what the database says of it.
 *
 * @param registered nothing before a daemon has begun to follow it
 */
record LaneFacts(WatchPlan plan, Optional<Registered> registered) {
  record Registered(LaneView lane, PositionView position) {}

  static LaneFacts of(WatchPlan plan, OpsViews views) {
    return new LaneFacts(
        plan,
        views
            .lane(plan.lane().id())
            .flatMap(lane ->
                views.position(plan.lane().id()).map(position -> new Registered(lane, position))));
  }
}

package io.lockstep.app.status;

import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.view.IncidentView;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.persistence.view.ProviderView;
import java.util.List;

/**
 * Everything about one lane.
 *
 * @param halts those that are open
 * @param incidents the newest
 * @param providers of its source chain
 */
record LaneDetails(
    LaneFacts facts,
    List<IncidentView> halts,
    List<IncidentView> incidents,
    List<ProviderView> providers) {
  private static final int INCIDENTS_MAX = 10;

  static LaneDetails of(WatchPlan plan, OpsViews views) {
    return new LaneDetails(
        LaneFacts.of(plan, views),
        views.openHalts(plan.lane().id()),
        views.incidents(plan.lane().id(), INCIDENTS_MAX),
        views.providers(plan.source().chainId()));
  }
}

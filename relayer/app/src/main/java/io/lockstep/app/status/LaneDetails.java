package io.lockstep.app.status;

import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.view.IncidentView;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.persistence.view.ProviderView;
import io.lockstep.protocol.MessageId;
import java.util.List;
import java.util.Optional;

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

  /** The last that was seen, by the id under which it can be asked for. */
  Optional<MessageId> newestMessage() {
    return facts
        .registered()
        .map(registered -> registered.position().observedNonce())
        .filter(nonce -> nonce > 0)
        .map(nonce -> MessageId.of(facts.plan().lane().id(), nonce));
  }
}

package io.lockstep.app.attester.running;

import io.lockstep.app.attester.desk.Contradictions;
import io.lockstep.app.attester.desk.RefusalBook;
import io.lockstep.app.telemetry.AttesterMetrics;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.view.AttesterViews;
import io.lockstep.persistence.view.AttesterViews.Attested;
import io.lockstep.protocol.LaneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written down and looked at now and then: refusals, where the lanes stand, and whether
 * what the quorum has signed is what has become final since.
 */
final class Books implements Runnable {
  private final RefusalBook refusals;
  private final AttesterViews views;
  private final Contradictions contradictions;
  private final AttesterMetrics metrics;
  private final Map<LaneId, String> labels = new HashMap<>();
  private final Map<LaneId, Long> lookedThrough = new HashMap<>();

  Books(
      List<WatchPlan> plans,
      RefusalBook refusals,
      AttesterViews views,
      Contradictions contradictions,
      AttesterMetrics metrics) {
    this.refusals = refusals;
    this.views = views;
    this.contradictions = contradictions;
    this.metrics = metrics;
    plans.forEach(plan -> labels.put(plan.lane().id(), plan.label()));
  }

  @Override
  public void run() {
    refusals.write();
    metrics.ledgerHeight(views.ledgerHeight());
    views.attested().stream()
        .filter(attested -> labels.containsKey(attested.lane()))
        .forEach(this::look);
  }

  private void look(Attested attested) {
    LaneId lane = attested.lane();
    metrics.stands(labels.getOrDefault(lane, ""), attested);
    long through = lookedThrough.getOrDefault(lane, 0L);
    if (attested.finalNonce() > through) {
      contradictions.check(lane, through);
      lookedThrough.put(lane, attested.finalNonce());
    }
  }
}

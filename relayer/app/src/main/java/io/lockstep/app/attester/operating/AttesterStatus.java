package io.lockstep.app.attester.operating;

import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.view.AttesterViews;
import io.lockstep.persistence.view.AttesterViews.Attested;
import io.lockstep.persistence.view.IncidentView;
import io.lockstep.persistence.view.OpsViews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that is known of an attester from outside of its process.
 *
 * @param lanes as configured
 * @param refusals of the last hour
 */
record AttesterStatus(
    long attester,
    OwnKeyFacts key,
    long ledgerHeight,
    List<LaneStanding> lanes,
    List<AttesterViews.Refused> refusals,
    List<AttesterViews.Peer> peers,
    ProcessHealth process) {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * A lane.
   *
   * @param attested nothing before it is registered
   * @param halts those that are open
   */
  record LaneStanding(WatchPlan plan, Optional<Attested> attested, List<IncidentView> halts) {}

  static AttesterStatus read(AttesterConfig config, Database database, Instant now) {
    OpsViews views = new OpsViews(database);
    views.requireVersion();
    AttesterViews own = new AttesterViews(database);
    Map<?, Attested> attested =
        own.attested().stream().collect(Collectors.toMap(Attested::lane, Function.identity()));
    return new AttesterStatus(
        config.keys().attester().value().longValueExact(),
        OwnKeyFacts.read(config.keys()),
        own.ledgerHeight(),
        WatchPlan.all(config.watching()).stream()
            .map(plan ->
                new LaneStanding(
                    plan,
                    Optional.ofNullable(attested.get(plan.lane().id())),
                    views.openHalts(plan.lane().id())))
            .toList(),
        own.refusedSince(now.minus(HOUR)),
        own.peers(),
        ProcessHealth.ask(config.watching().health()));
  }
}

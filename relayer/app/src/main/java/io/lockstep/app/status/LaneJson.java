package io.lockstep.app.status;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.status.LaneFacts.Registered;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.view.IncidentView;
import io.lockstep.persistence.view.LeaseView;
import io.lockstep.persistence.view.PositionView;
import io.lockstep.persistence.view.ProviderView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A lane, for machines. What there is nothing to say of is left out. */
final class LaneJson {
  private LaneJson() {}

  static Map<String, Object> of(LaneFacts facts) {
    WatchPlan plan = facts.plan();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lane", plan.lane().id().toString());
    fields.put("source", end(plan.source()));
    fields.put("destination", end(plan.destination()));
    fields.put("channel", plan.lane().channel().value().toString());
    fields.put("registered", facts.registered().isPresent());
    facts.registered().ifPresent(registered -> add(registered, fields));
    return fields;
  }

  private static Map<String, Object> end(ChainConfig chain) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", chain.name());
    fields.put("chainId", chain.chainId().value());
    fields.put("gateway", chain.requireGateway().address().toString());
    return fields;
  }

  private static void add(Registered registered, Map<String, Object> fields) {
    fields.put("state", registered.lane().halt().isPresent() ? "HALTED" : "FOLLOWING");
    registered
        .lane()
        .halt()
        .ifPresent(halt -> {
          fields.put("haltedSince", halt.since().toString());
          fields.put("haltReason", halt.reason());
        });
    fields.put("positions", positions(registered.position()));
    fields.put("lease", lease(registered.lane().lease()));
  }

  private static Map<String, Object> positions(PositionView position) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("observed", position.observedNonce());
    fields.put("proven", position.provenNonce());
    fields.put("final", position.finalNonce());
    fields.put("finalHead", position.finalHead());
    fields.put("finalBlock", position.finalBlockNumber());
    fields.put("readThroughBlock", position.readThroughBlockNumber());
    fields.put("waitingMessages", position.waitingMessages());
    fields.put("unprovenFrom", position.unprovenFrom());
    return fields;
  }

  private static Map<String, Object> lease(LeaseView lease) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("held", lease.held());
    lease
        .until()
        .ifPresent(until -> {
          fields.put("holder", lease.holder());
          fields.put("epoch", lease.epoch());
          fields.put("until", until.toString());
        });
    return fields;
  }

  static Map<String, Object> of(LaneDetails details) {
    Map<String, Object> fields = of(details.facts());
    details.newestMessage().ifPresent(id -> fields.put("newestMessage", id.toString()));
    fields.put("halts", details.halts().stream().map(LaneJson::incident).toList());
    fields.put("incidents", details.incidents().stream().map(LaneJson::incident).toList());
    fields.put("providers", details.providers().stream().map(LaneJson::provider).toList());
    return fields;
  }

  private static Map<String, Object> incident(IncidentView incident) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("incident", incident.incident());
    fields.put("kind", incident.kind());
    fields.put("text", incident.text());
    fields.put("occurredAt", incident.occurredAt().toString());
    incident
        .halt()
        .ifPresent(halt -> {
          fields.put("halt", halt.number());
          fields.put("haltOpen", halt.isOpen());
          halt.liftedBy().ifPresent(operator -> fields.put("haltLiftedBy", operator));
          halt.liftedAt().map(Instant::toString).ifPresent(at -> fields.put("haltLiftedAt", at));
        });
    return fields;
  }

  private static Map<String, Object> provider(ProviderView provider) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", provider.name());
    fields.put("state", provider.quarantine().isPresent() ? "QUARANTINED" : "NOT_QUARANTINED");
    fields.put("since", provider.since().toString());
    provider
        .quarantine()
        .ifPresent(quarantine -> {
          fields.put("quarantine", quarantine.number());
          fields.put("reason", quarantine.reason());
        });
    fields.put("disproofs", provider.disproofsTotal());
    return fields;
  }
}

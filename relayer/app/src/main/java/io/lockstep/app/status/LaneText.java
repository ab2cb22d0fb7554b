package io.lockstep.app.status;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.status.LaneFacts.Registered;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.core.domain.Incident;
import io.lockstep.persistence.view.IncidentView;
import io.lockstep.persistence.view.IncidentView.HaltView;
import io.lockstep.persistence.view.LaneView;
import io.lockstep.persistence.view.LeaseView;
import io.lockstep.persistence.view.PositionView;
import io.lockstep.persistence.view.ProviderView;
import java.time.Instant;
import java.util.Optional;

/** A lane, for people. */
final class LaneText {
  private LaneText() {}

  static void print(LaneFacts facts, Lines out) {
    WatchPlan plan = facts.plan();
    out.title("%s → %s".formatted(plan.source().name(), plan.destination().name()));
    out.line("lane", plan.lane().id());
    out.line("source", end(plan.source()));
    out.line("destination", end(plan.destination()));
    out.line("channel", plan.lane().channel().value());
    facts
        .registered()
        .ifPresentOrElse(
            registered -> print(registered, out),
            () -> out.line("state", "not registered: no daemon has begun to follow it"));
  }

  private static String end(ChainConfig chain) {
    return "%s, chain %s, gateway %s"
        .formatted(chain.name(), chain.chainId(), chain.requireGateway().address());
  }

  private static void print(Registered registered, Lines out) {
    out.line("state", state(registered.lane()));
    out.line("positions", positions(registered.position()));
    out.line("lease", lease(registered.lane().lease()));
  }

  private static String state(LaneView lane) {
    return lane.halt()
        .map(halt -> "HALTED since %s: %s".formatted(halt.since(), halt.reason()))
        .orElse("FOLLOWING");
  }

  private static String positions(PositionView position) {
    return "observed %d, proven %d, final %d at block %d; read through block %d"
        .formatted(
            position.observedNonce(),
            position.provenNonce(),
            position.finalNonce(),
            position.finalBlockNumber(),
            position.readThroughBlockNumber());
  }

  private static String lease(LeaseView lease) {
    Optional<Instant> until = lease.until();
    if (until.isEmpty()) {
      return "nobody's yet";
    }
    return lease.held()
        ? "%s in epoch %d, until %s".formatted(lease.holder(), lease.epoch(), until.get())
        : "nobody's; until %s that of %s in epoch %d"
            .formatted(until.get(), lease.holder(), lease.epoch());
  }

  static void print(LaneDetails details, Lines out) {
    print(details.facts(), out);
    details
        .facts()
        .registered()
        .ifPresent(registered ->
            out.line(
                "waiting",
                "%d messages seen and not final"
                    .formatted(registered.position().waitingMessages())));
    details.newestMessage().ifPresent(id -> out.line("newest", "message " + id));
    details.halts().forEach(halt -> print(halt, out));
    details.providers().forEach(provider -> out.line("provider", provider(provider)));
    details.incidents().forEach(incident -> out.line("incident", incident(incident)));
  }

  private static void print(IncidentView incident, Lines out) {
    incident
        .halt()
        .ifPresent(halt ->
            out.line(
                "halt " + halt.number(),
                "open; ./lockstep decide lift-halt %d ends it%s: %s"
                    .formatted(halt.number(), condition(incident), incident.text())));
  }

  /** A decision of a person does not change what the providers say. */
  private static String condition(IncidentView incident) {
    return incident.kind().equals(Incident.Kind.FINALITY_BROKEN.name())
        ? " if the quorum of providers calls the old final block final again, and else the lane halts again"
        : "";
  }

  private static String provider(ProviderView provider) {
    return provider
        .quarantine()
        .map(quarantine ->
            "%s, QUARANTINED since %s; ./lockstep decide lift-quarantine %d ends it: %s"
                .formatted(
                    provider.name(), provider.since(), quarantine.number(), quarantine.reason()))
        .orElseGet(() ->
            "%s, not quarantined, disproved %d times; how it serves is in the daemon's metrics"
                .formatted(provider.name(), provider.disproofsTotal()));
  }

  private static String incident(IncidentView incident) {
    return "%d, %s, %s%s: %s"
        .formatted(
            incident.incident(),
            incident.occurredAt(),
            incident.kind(),
            incident.halt().map(LaneText::halt).orElse(""),
            incident.text());
  }

  private static String halt(HaltView halt) {
    return halt.liftedBy()
        .map(operator -> ", halt %d lifted by %s".formatted(halt.number(), operator))
        .orElse(", halt " + halt.number());
  }
}

package io.lockstep.app.telemetry;

import io.lockstep.persistence.view.AttesterViews.Attested;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What an attester is asked, what it says, and whether it may. */
public final class AttesterMetrics {
  private final MeterRegistry registry;
  private final Map<String, Attested> lanes = new ConcurrentHashMap<>();
  private volatile long ledgerHeight;

  AttesterMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("lockstep.attester.ledger.height", this, own -> own.ledgerHeight)
        .register(registry);
    registry.counter("lockstep.attester.clock.jumps");
  }

  /** What came of a request. The route is as it is declared, the outcome a word. */
  public void request(String route, String outcome) {
    registry.counter("lockstep.attester.requests", "route", route, "outcome", outcome).increment();
  }

  public void refused(String reason) {
    registry
        .counter("lockstep.attester.refusals", "reason", reason.toLowerCase(Locale.ROOT))
        .increment();
  }

  public void signed() {
    registry.counter("lockstep.attester.shares").increment();
  }

  public void clockJumped() {
    registry.counter("lockstep.attester.clock.jumps").increment();
  }

  public void ledgerHeight(long height) {
    ledgerHeight = height;
  }

  /** Asked whenever somebody reads the metrics. */
  public void fence(BooleanSupplier isClosed) {
    Gauge.builder("lockstep.attester.fence", () -> isClosed.getAsBoolean() ? 1 : 0)
        .register(registry);
  }

  /** Asked whenever somebody reads the metrics. */
  public void tls(Supplier<Instant> until) {
    Gauge.builder("lockstep.tls.expiry.seconds", () -> until.get().getEpochSecond())
        .register(registry);
  }

  /** Where a lane stands now. */
  public void stands(String lane, Attested attested) {
    if (lanes.put(lane, attested) == null) {
      position(lane, "judged", Attested::judgedNonce);
      position(lane, "signed", Attested::signedNonce);
      position(lane, "finished", Attested::finishedNonce);
      Gauge.builder("lockstep.attester.holds", lanes, all -> of(all, lane, Attested::holds))
          .tag("lane", lane)
          .register(registry);
    }
  }

  private void position(String lane, String position, ToLongFunction<Attested> nonce) {
    Gauge.builder("lockstep.lane.nonce", lanes, all -> of(all, lane, nonce))
        .tag("lane", lane)
        .tag("position", position)
        .register(registry);
  }

  private static double of(
      Map<String, Attested> all, String lane, ToLongFunction<Attested> number) {
    Attested attested = all.get(lane);
    return attested == null ? 0 : number.applyAsLong(attested);
  }
}

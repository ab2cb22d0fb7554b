package io.lockstep.app.telemetry;

import io.lockstep.app.transport.TransportListener;
import io.lockstep.attestation.attester.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what an attester is asked, and what it says. */
public final class AttesterMetrics implements TransportListener {
  private final MeterRegistry registry;

  AttesterMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void request(String route, String outcome) {
    registry.counter("lockstep.attester.requests", "route", route, "outcome", outcome).increment();
  }

  @Override
  public void answered(String route) {
    request(route, "answered");
  }

  @Override
  public void rejected(String route, Cause cause, String text) {
    request(route, word(cause));
  }

  @Override
  public void refused(Refusal refusal) {
    registry.counter("lockstep.attester.refusals", "reason", word(refusal.reason())).increment();
  }

  public void clockJumped() {
    registry.counter("lockstep.attester.clock.jumps").increment();
  }
}

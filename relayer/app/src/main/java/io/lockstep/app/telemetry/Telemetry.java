package io.lockstep.app.telemetry;

import io.lockstep.chain.provider.ProviderListener;
import io.lockstep.core.stage.StageListener;
import io.lockstep.persistence.view.PositionView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** The metrics of one process. {@code ops/METRICS.md} says what each of them means. */
public final class Telemetry implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, PositionView> positions = new ConcurrentHashMap<>();
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public Telemetry() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Counts what the providers of a chain do, and passes it on. */
  public ProviderListener providers(String chain, ProviderListener next) {
    return new ProviderMetrics(registry, chain, next);
  }

  /** Counts what the stages of a lane do, and passes it on. */
  public StageListener stages(String lane, StageListener next) {
    return new StageMetrics(registry, lane, next);
  }

  /** Counts what an attester is asked. */
  public AttesterMetrics attester() {
    return new AttesterMetrics(registry);
  }

  /** Where a lane stands now. */
  public void stands(String lane, PositionView position) {
    if (positions.put(lane, position) == null) {
      gauge(lane, "observed", PositionView::observedNonce);
      gauge(lane, "proven", PositionView::provenNonce);
      gauge(lane, "final", PositionView::finalNonce);
    }
  }

  private void gauge(String lane, String position, ToLongFunction<PositionView> nonce) {
    Gauge.builder("lockstep.lane.nonce", positions, all -> nonce(all, lane, nonce))
        .tag("lane", lane)
        .tag("position", position)
        .register(registry);
  }

  private static double nonce(
      Map<String, PositionView> all, String lane, ToLongFunction<PositionView> nonce) {
    PositionView position = all.get(lane);
    return position == null ? 0 : nonce.applyAsLong(position);
  }

  /** All metrics as Prometheus reads them. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}

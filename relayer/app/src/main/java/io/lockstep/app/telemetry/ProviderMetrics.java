package io.lockstep.app.telemetry;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.provider.Health;
import io.lockstep.chain.provider.Operation;
import io.lockstep.chain.provider.ProviderListener;
import io.lockstep.chain.provider.logs.LogDefect;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the providers of one chain do. The reason of a failure is a word, not a sentence. */
final class ProviderMetrics implements ProviderListener {
  private final MeterRegistry registry;
  private final String chain;
  private final ProviderListener next;
  private final Map<String, Integer> ranks = new ConcurrentHashMap<>();

  ProviderMetrics(MeterRegistry registry, String chain, ProviderListener next) {
    this.registry = registry;
    this.chain = chain;
    this.next = next;
  }

  private Tags tags(String provider) {
    return Tags.of("chain", chain, "provider", provider);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void answered(String provider, String method, Duration elapsed) {
    registry
        .timer("lockstep.provider.answers", tags(provider).and("method", method))
        .record(elapsed);
    next.answered(provider, method, elapsed);
  }

  @Override
  public void failed(String provider, Operation operation, ChainException failure) {
    registry
        .counter(
            "lockstep.provider.failures",
            tags(provider).and("operation", operation.toString(), "reason", word(failure.code())))
        .increment();
    next.failed(provider, operation, failure);
  }

  @Override
  public void healthChanged(String provider, Health now) {
    if (ranks.put(provider, now.rank()) == null) {
      Gauge.builder("lockstep.provider.health", ranks, all -> all.getOrDefault(provider, 0))
          .tags(tags(provider))
          .register(registry);
    }
    next.healthChanged(provider, now);
  }

  @Override
  public void logsRead(String provider, long blocks, int logs) {
    registry.counter("lockstep.provider.logs", tags(provider)).increment(logs);
    next.logsRead(provider, blocks, logs);
  }

  @Override
  public void logsRepaired(String provider, LogDefect defect) {
    registry
        .counter("lockstep.provider.log.defects", tags(provider).and("defect", word(defect)))
        .increment();
    next.logsRepaired(provider, defect);
  }

  @Override
  public void rangeChanged(String provider, long blocks) {
    next.rangeChanged(provider, blocks);
  }

  @Override
  public void turned(String from, String why) {
    registry.counter("lockstep.provider.turns", tags(from)).increment();
    next.turned(from, why);
  }
}

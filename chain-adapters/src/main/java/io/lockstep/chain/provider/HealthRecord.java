package io.lockstep.chain.provider;

import io.lockstep.chain.ChainException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a provider, and the health that follows. A failure at one operation stays
 * until that operation succeeds: who answers what the tip is may still give wrong logs. That it
 * could not be reached is over when anything succeeds. May be used by many threads at once.
 */
final class HealthRecord {

  /** An eighth of the newest: a single slow answer is not a slow provider. */
  private static final int SMOOTHING = 8;

  private final Duration slowAfter;
  private final Map<Operation, Health> failures = new EnumMap<>(Operation.class);
  private @Nullable Duration latency;
  private @Nullable Health relative;
  private @Nullable Health quarantine;

  HealthRecord(Duration slowAfter) {
    this.slowAfter = slowAfter;
  }

  synchronized Health current() {
    return Stream.of(
            Stream.ofNullable(quarantine),
            failures.values().stream(),
            Stream.ofNullable(relative),
            Stream.of(speed()))
        .flatMap(health -> health)
        .max(Comparator.comparingInt(Health::rank))
        .orElseThrow();
  }

  private Health speed() {
    if (latency == null) {
      return new Health.Untried();
    }
    return latency.compareTo(slowAfter) > 0
        ? new Health.Slow(latency, slowAfter)
        : new Health.Healthy(latency);
  }

  synchronized void answered(Duration elapsed) {
    latency = latency == null ? elapsed : latency.plus(elapsed.minus(latency).dividedBy(SMOOTHING));
  }

  synchronized void succeeded(Operation operation) {
    failures.remove(operation);
    if (operation == Operation.PROOF && relative instanceof Health.Doubted) {
      // Nobody asks for a proof but who has turned to it again.
      relative = null;
    }
    failures
        .values()
        .removeIf(health -> health instanceof Health.Unreachable || health instanceof Health.Busy);
  }

  synchronized void failed(Operation operation, ChainException failure) {
    blame(failure).ifPresent(health -> failures.put(operation, health));
  }

  /** Nothing for what is nobody's fault. */
  private static Optional<Health> blame(ChainException failure) {
    String why = failure.getMessage();
    return switch (failure.code()) {
      case RPC_UNREACHABLE, RPC_TIMEOUT -> Optional.of(new Health.Unreachable(why));
      case RPC_BUSY, RPC_OVERLOADED -> Optional.of(new Health.Busy(why));
      case RPC_REFUSED, WRONG_CHAIN, NOT_CAPABLE -> Optional.of(new Health.Misconfigured(why));
      case RPC_MALFORMED, RPC_TOO_LARGE, RPC_ERROR, PROOF_UNAVAILABLE, PROOF_WRONG ->
          Optional.of(new Health.Faulty(why));
      case BLOCK_UNKNOWN, CHAIN_CHANGED, LANE_UNKNOWN -> Optional.of(new Health.Doubted(why));
      case NO_PROVIDER,
          CALL_FAILED,
          TRANSACTION_REFUSED,
          TRANSACTION_UNKNOWN,
          NOT_INSTALLED,
          PORT_TAKEN,
          LOCAL_CHAIN_FAILED,
          DEPLOYMENT_REFUSED,
          MANIFEST_UNUSABLE,
          INTERRUPTED ->
          Optional.empty();
    };
  }

  synchronized void behind(long height, long newest) {
    if (!(relative instanceof Health.Doubted)) {
      relative = new Health.Behind(height, newest);
    }
  }

  synchronized void caughtUp() {
    if (relative instanceof Health.Behind) {
      relative = null;
    }
  }

  synchronized void doubted(String why) {
    relative = new Health.Doubted(why);
  }

  synchronized void quarantined(String why) {
    // The first reason is the one that an operator decides on.
    if (quarantine == null) {
      quarantine = new Health.Quarantined(why);
    }
  }

  synchronized void released() {
    quarantine = null;
  }
}

package io.lockstep.chain.access;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A delay that changes only after a while. The manager's own functions tell what is in force and
 * not what is to come, so this is read out of its storage.
 */
public record ScheduledDelay(Duration inForce, Optional<Change> change) {

  public record Change(Duration to, Instant at) {}

  private static final BigInteger UINT32_MASK =
      BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
  private static final BigInteger UINT48_MASK =
      BigInteger.ONE.shiftLeft(48).subtract(BigInteger.ONE);

  /** OpenZeppelin's {@code Time.Delay}: effect (48 bits), value before (32), value after (32). */
  static ScheduledDelay unpack(BigInteger packed, Instant now) {
    Duration after = Duration.ofSeconds(packed.and(UINT32_MASK).longValueExact());
    Duration before = Duration.ofSeconds(packed.shiftRight(32).and(UINT32_MASK).longValueExact());
    Instant effect = Instant.ofEpochSecond(packed.shiftRight(64).and(UINT48_MASK).longValueExact());
    return effect.isAfter(now)
        ? new ScheduledDelay(before, Optional.of(new Change(after, effect)))
        : new ScheduledDelay(after, Optional.empty());
  }

  /** What it will be once nothing is scheduled any more. */
  public Duration settled() {
    return change.map(Change::to).orElse(inForce);
  }

  @Override
  public String toString() {
    return change
        .map(next -> "%s, from %s on %s".formatted(inForce, next.at(), next.to()))
        .orElseGet(inForce::toString);
  }
}

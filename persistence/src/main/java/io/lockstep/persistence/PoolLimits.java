package io.lockstep.persistence;

import java.time.Duration;

/**
 * The connections of one process.
 *
 * @param name shows in the server's list of sessions and in the log
 * @param connectionsMax how many at most
 * @param patience how long a caller waits for one that is free
 */
public record PoolLimits(String name, int connectionsMax, Duration patience) {
  public PoolLimits {
    if (connectionsMax < 1) {
      throw new IllegalArgumentException(
          "connectionsMax: found " + connectionsMax + ", expected at least 1");
    }
  }

  public static PoolLimits of(String name) {
    return new PoolLimits(name, 8, Duration.ofSeconds(5));
  }
}

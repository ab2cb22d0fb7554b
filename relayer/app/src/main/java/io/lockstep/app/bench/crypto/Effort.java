package io.lockstep.app.bench.crypto;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long each row is run, and before it, for the compiler to do its work.
 *
 * @param forked in a JVM of its own, without which the figures mean nothing
 */
record Effort(boolean forked, TimeValue warmUp, TimeValue measurement) {
  /** On a machine that has nothing else to do. On a busy one, a longer run warms up for longer. */
  private static final int WARM_UP_SECONDS_MIN = 5;

  static Effort ofSeconds(int seconds) {
    return new Effort(
        true,
        TimeValue.seconds(Math.max(WARM_UP_SECONDS_MIN, seconds)),
        TimeValue.seconds(seconds));
  }

  ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
    return options
        .forks(forked ? 1 : 0)
        .warmupIterations(1)
        .warmupTime(warmUp)
        .measurementIterations(1)
        .measurementTime(measurement);
  }
}

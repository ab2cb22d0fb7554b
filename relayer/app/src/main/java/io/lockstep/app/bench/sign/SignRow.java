package io.lockstep.app.bench.sign;

import java.time.Duration;
import java.util.List;

/**
 * How long signatures took.
 *
 * @param sorted the shortest first; at least one
 */
record SignRow(List<Duration> sorted) {
  private static final double NANOS_PER_MILLI = 1e6;

  static SignRow of(List<Duration> took) {
    return new SignRow(took.stream().sorted().toList());
  }

  int signatures() {
    return sorted.size();
  }

  /** What so many percent of the signatures did not exceed. */
  double millis(int percent) {
    int rank = Math.max(1, (int) Math.ceil(sorted.size() * percent / 100.0));
    return sorted.get(rank - 1).toNanos() / NANOS_PER_MILLI;
  }
}

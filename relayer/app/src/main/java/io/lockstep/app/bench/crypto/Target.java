package io.lockstep.app.bench.crypto;

import java.util.List;
import java.util.Optional;

/** What an operation should take on one core of the machine that the results in ops are from. */
record Target(String operation, int threshold, double microseconds) {

  private static final List<Target> ALL =
      List.of(
          new Target("share", 5, 134),
          new Target("share", 9, 210),
          new Target("aggregate_verify", 5, 196),
          new Target("aggregate_verify", 9, 274),
          new Target("ceremony", 9, 80_000));

  static Optional<Target> of(CryptoRow row) {
    return ALL.stream()
        .filter(target -> target.operation.equals(row.operation()))
        .filter(target -> target.threshold == row.quorum().threshold())
        .findFirst();
  }
}

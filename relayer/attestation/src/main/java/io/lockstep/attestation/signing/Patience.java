package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import java.time.Duration;

/**
 * How long a coordinator waits.
 *
 * @param first until it says the same again, or asks one again who had refused; doubled each time
 * @param longest what the doubling ends at
 * @param whole until it gives up
 */
public record Patience(Duration first, Duration longest, Duration whole) {
  public Patience {
    if (!first.isPositive() || longest.compareTo(first) < 0 || whole.compareTo(longest) < 0) {
      throw new AttestationException(
          OUT_OF_RANGE,
          "patience",
          first + ", " + longest + ", " + whole,
          "more than zero, each at least the one before");
    }
  }

  /**
   * The wait after so many attempts.
   *
   * @param attempts at least 1
   */
  Duration after(int attempts) {
    Duration wait = first;
    for (int i = 1; i < attempts && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}

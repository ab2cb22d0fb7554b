package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import java.time.Duration;

/**
 * How long a coordinator waits.
 *
 * @param alone how long a session that may yet succeed has no other beside it. At zero, as ROAST
 *     has it, the last share of most sessions comes too late to keep another from being opened, and
 *     every signer works twice. A silent signer costs this wait, and no other
 * @param first until it says the same again, or asks one again who had refused; doubled each time
 * @param longest what the doubling ends at
 * @param whole until it gives up
 */
public record Patience(Duration alone, Duration first, Duration longest, Duration whole) {
  public Patience {
    if (alone.isNegative()
        || !first.isPositive()
        || longest.compareTo(first) < 0
        || whole.compareTo(longest) < 0) {
      throw new AttestationException(
          OUT_OF_RANGE,
          "patience",
          alone + ", " + first + ", " + longest + ", " + whole,
          "zero or more, then more than zero and each at least the one before");
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

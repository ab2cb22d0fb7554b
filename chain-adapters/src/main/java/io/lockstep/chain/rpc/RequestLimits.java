package io.lockstep.chain.rpc;

import java.time.Duration;

/**
 * How much is asked of one server.
 *
 * @param concurrentMax how many questions may be under way at once
 * @param perSecondMax how many may begin in a second, and all at once after a pause
 * @param waitingMax how many may wait for their turn; one more is refused
 * @param busyPause how long the server is left alone when it says that it is busy, but not for how
 *     long
 */
public record RequestLimits(
    int concurrentMax, int perSecondMax, int waitingMax, Duration busyPause) {

  public static final RequestLimits USUAL = new RequestLimits(16, 200, 256, Duration.ofSeconds(1));

  public RequestLimits {
    requirePositive(concurrentMax, "concurrentMax");
    requirePositive(perSecondMax, "perSecondMax");
    if (waitingMax < 0) {
      throw new IllegalArgumentException(
          "waitingMax: found " + waitingMax + ", expected 0 or more");
    }
  }

  private static void requirePositive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": found " + value + ", expected 1 or more");
    }
  }
}

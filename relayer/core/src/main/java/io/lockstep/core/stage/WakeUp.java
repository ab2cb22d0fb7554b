package io.lockstep.core.stage;

import java.time.Duration;

/** How a stage rests. Whoever knows of something new may end the rest early. */
public interface WakeUp {
  /**
   * Returns after the time, or as soon as somebody has called {@link #call} since the last return.
   */
  void await(Duration atMost) throws InterruptedException;

  void call();
}

package io.lockstep.core.stage;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A {@link WakeUp} between threads. Many calls before a rest are one. */
public final class Bell implements WakeUp {
  private final Semaphore calls = new Semaphore(0);

  @Override
  public void await(Duration atMost) throws InterruptedException {
    if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      calls.drainPermits();
    }
  }

  @Override
  public void call() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }
}

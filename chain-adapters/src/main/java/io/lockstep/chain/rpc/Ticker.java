package io.lockstep.chain.rpc;

import java.time.Duration;

/** Time that only goes forward, and waiting for it. Tests have their own. */
public interface Ticker {

  long nanos();

  /** Returns at once if that time is over. */
  void sleepUntil(long nanos) throws InterruptedException;

  static Ticker system() {
    return new Ticker() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleepUntil(long nanos) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, nanos - nanos())));
      }
    };
  }
}

package io.lockstep.app.watch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Passes calls on at once, and then none until a pause is over. Calls during the pause become one
 * at its end, so that none is lost.
 */
final class PacedWake implements AutoCloseable {
  /** Returns when it is over. */
  @FunctionalInterface
  interface Pause {
    void await() throws InterruptedException;
  }

  private record Call() {}

  private final Pause pause;
  private final Runnable wake;
  private final BlockingQueue<Call> calls = new ArrayBlockingQueue<>(1);
  private final Thread thread;

  private PacedWake(Pause pause, Runnable wake) {
    this.pause = pause;
    this.wake = wake;
    this.thread = Thread.ofVirtual().name("paced wake").unstarted(this::run);
  }

  /**
   * Returns at once.
   *
   * @param wake runs on a thread of its own
   */
  static PacedWake start(Pause pause, Runnable wake) {
    PacedWake paced = new PacedWake(pause, wake);
    paced.thread.start();
    return paced;
  }

  /** Returns at once. One call that nobody has taken yet says no less than many. */
  void call() {
    boolean _ = calls.offer(new Call());
  }

  private void run() {
    try {
      while (true) {
        Call _ = calls.take();
        wake.run();
        pause.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

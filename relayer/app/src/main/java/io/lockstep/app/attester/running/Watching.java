package io.lockstep.app.attester.running;

import io.lockstep.app.watch.WatchDaemon;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/** The watching of all lanes, beside everything else. */
final class Watching {
  private final CountDownLatch ends;
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  private Watching(CountDownLatch ends) {
    this.ends = ends;
  }

  /**
   * Returns at once.
   *
   * @param ends opened by whoever wants it to end
   * @param over opened when it has ended by itself
   */
  static Watching start(WatchDaemon watch, CountDownLatch ends, CountDownLatch over) {
    Watching watching = new Watching(ends);
    Thread.ofVirtual().name("watching").start(() -> watching.run(watch, over));
    return watching;
  }

  private void run(WatchDaemon watch, CountDownLatch over) {
    try {
      exitCode.complete(watch.run(ends));
    } catch (InterruptedException | RuntimeException | Error e) {
      exitCode.completeExceptionally(e);
    } finally {
      over.countDown();
    }
  }

  /** What it came to, after the steps in progress. */
  int end() {
    ends.countDown();
    try {
      return exitCode.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}

package io.lockstep.app.attester.running;

import io.lockstep.core.Failure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does small things again and again until the process ends, each on a thread of its own. When the
 * world is in the way, the next round tries again; what must not be ends the process.
 */
final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final CountDownLatch stop;
  private final Consumer<Throwable> broken;

  Rounds(CountDownLatch stop, Consumer<Throwable> broken) {
    this.stop = stop;
    this.broken = broken;
  }

  Thread start(String name, Duration pause, Runnable work) {
    return Thread.ofVirtual().name(name).start(() -> run(name, pause, work));
  }

  private void run(String name, Duration pause, Runnable work) {
    try {
      do {
        once(name, work);
      } while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      broken.accept(e);
    }
  }

  private static void once(String name, Runnable work) {
    try {
      work.run();
    } catch (Failure failure) {
      LOG.debug("{}: tried again later", name, failure);
    }
  }
}

package io.lockstep.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PacedWakeTest {
  private final AtomicInteger woken = new AtomicInteger();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore over = new Semaphore(0);

  private PacedWake start() {
    return PacedWake.start(
        () -> {
          begun.release();
          over.acquire();
        },
        woken::incrementAndGet);
  }

  private void awaitPause() throws InterruptedException {
    assertThat(begun.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void callWakesAtOnce() throws Exception {
    try (PacedWake paced = start()) {
      paced.call();
      awaitPause();
      assertThat(woken).hasValue(1);
    }
  }

  @Test
  void callsDuringThePauseBecomeOneAtItsEnd() throws Exception {
    try (PacedWake paced = start()) {
      paced.call();
      awaitPause();
      for (int i = 0; i < 1000; i++) {
        paced.call();
      }
      assertThat(woken).hasValue(1);

      over.release();
      awaitPause();
      assertThat(woken).hasValue(2);

      over.release();
      paced.call();
      awaitPause();
      assertThat(woken).hasValue(3);
    }
  }
}

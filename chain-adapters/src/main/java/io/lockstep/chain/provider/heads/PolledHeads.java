package io.lockstep.chain.provider.heads;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.provider.ChainProviders;
import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks all providers for their newest block, again and again, which tells who is behind as well.
 */
public final class PolledHeads implements Heads {

  private final ChainProviders providers;
  private final Duration interval;
  private final Runnable wake;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private PolledHeads(ChainProviders providers, Duration interval, Runnable wake) {
    this.providers = providers;
    this.interval = interval;
    this.wake = wake;
    this.thread = Thread.ofVirtual().name("polled heads").unstarted(this::run);
  }

  /** Returns at once. */
  public static PolledHeads start(ChainProviders providers, Duration interval, Runnable wake) {
    PolledHeads heads = new PolledHeads(providers, interval, wake);
    heads.thread.start();
    return heads;
  }

  private void run() {
    List<Answer<BlockId>> known = List.of();
    try {
      do {
        List<Answer<BlockId>> tips = providers.survey();
        if (!tips.equals(known)) {
          known = tips;
          wake.run();
        }
      } while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ChainException e) {
      if (e.code() != Code.INTERRUPTED) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}

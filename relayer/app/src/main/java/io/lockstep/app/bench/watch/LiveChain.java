package io.lockstep.app.bench.watch;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.local.LocalChain;
import java.time.Duration;

/** Makes blocks without anything in them, as a chain does that goes on. */
final class LiveChain implements AutoCloseable {

  private static final Duration BLOCK_TIME = Duration.ofMillis(100);

  private final Thread mining;

  private LiveChain(Thread mining) {
    this.mining = mining;
  }

  static LiveChain of(LocalChain chain) {
    return new LiveChain(Thread.ofVirtual().name("mining").start(() -> mine(chain)));
  }

  private static void mine(LocalChain chain) {
    try {
      while (true) {
        Thread.sleep(BLOCK_TIME);
        chain.mine(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ChainException e) {
      if (e.code() != ChainException.Code.INTERRUPTED) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    mining.interrupt();
    try {
      mining.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

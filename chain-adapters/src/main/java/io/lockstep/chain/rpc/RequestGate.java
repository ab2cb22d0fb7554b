package io.lockstep.chain.rpc;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Lets no more through to a server than it is to be asked, and nothing while it wants to be left
 * alone. Who waits too long behind others is refused rather than queued without end.
 */
final class RequestGate {

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final RequestLimits limits;
  private final Ticker ticker;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();

  /** When the server would have worked off, at its rate, all that has begun. */
  private final AtomicLong workedOffAt;

  private final AtomicLong closedUntil;

  RequestGate(RequestLimits limits, Ticker ticker) {
    this.limits = limits;
    this.ticker = ticker;
    this.places = new Semaphore(limits.concurrentMax(), true);
    this.workedOffAt = new AtomicLong(ticker.nanos());
    this.closedUntil = new AtomicLong(ticker.nanos());
  }

  <T> T pass(Object server, Supplier<T> request) {
    requireOpen(server);
    try {
      enter(server);
      try {
        awaitTurn();
        requireOpen(server);
        return request.get();
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      throw ChainException.interrupted("waiting for a turn at " + server, e);
    }
  }

  /** Nobody passes until then. */
  void closeFor(Duration pause) {
    long until = ticker.nanos() + pause.toNanos();
    closedUntil.accumulateAndGet(until, (old, wanted) -> wanted - old > 0 ? wanted : old);
  }

  private void requireOpen(Object server) {
    long left = closedUntil.get() - ticker.nanos();
    if (left > 0) {
      throw new ChainException(
          Code.RPC_BUSY,
          "%s: it asked to be left alone, for %d ms more"
              .formatted(server, Duration.ofNanos(left).toMillis()));
    }
  }

  private void enter(Object server) throws InterruptedException {
    if (places.tryAcquire()) {
      return;
    }
    try {
      if (waiting.incrementAndGet() > limits.waitingMax()) {
        throw new ChainException(
            Code.RPC_OVERLOADED,
            "%s: found %d questions under way and %d waiting, expected room for one more"
                .formatted(server, limits.concurrentMax(), limits.waitingMax()));
      }
      places.acquire();
    } finally {
      waiting.decrementAndGet();
    }
  }

  private void awaitTurn() throws InterruptedException {
    long now = ticker.nanos();
    long interval = SECOND_NANOS / limits.perSecondMax();
    long workedOff =
        workedOffAt.updateAndGet(before -> (before - now > 0 ? before : now) + interval);
    ticker.sleepUntil(workedOff - SECOND_NANOS);
  }
}

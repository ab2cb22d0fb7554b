package io.lockstep.app.coordination;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way to one attester. So many requests are under way at once, so many wait behind them, and
 * one more is not taken: an attester that hangs costs this process nothing but those.
 */
final class SeatLine {
  static final int UNDER_WAY_MAX = 8;
  static final int WAITING_MAX = 24;

  private final Seat seat;
  private final Executor threads;
  private final Semaphore room = new Semaphore(UNDER_WAY_MAX + WAITING_MAX);
  private final Semaphore places = new Semaphore(UNDER_WAY_MAX, true);
  private volatile boolean lastWasLost;

  SeatLine(Seat seat, Executor threads) {
    this.seat = seat;
    this.threads = threads;
  }

  Seat seat() {
    return seat;
  }

  /** Whether the last request came to nothing. Nobody waits for such an attester. */
  boolean isLost() {
    return lastWasLost;
  }

  /**
   * Asks on a thread of its own. One of the two is called, once.
   *
   * @param heard what the attester said
   * @param lost why it could not be asked, or did not answer
   */
  <T> void ask(Function<Seat, T> question, Consumer<T> heard, Consumer<String> lost) {
    if (!room.tryAcquire()) {
      lost.accept("%d requests wait for it, expected fewer".formatted(WAITING_MAX));
      return;
    }
    try {
      threads.execute(() -> exchange(question, heard, lost));
    } catch (RejectedExecutionException e) {
      room.release();
      lost.accept("this process ends");
    }
  }

  private <T> void exchange(Function<Seat, T> question, Consumer<T> heard, Consumer<String> lost) {
    T said;
    try {
      said = inPlace(question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lost.accept("this process ends");
      return;
    } catch (RuntimeException e) {
      // Whatever keeps an attester from answering, it is one of many, and the others go on.
      lastWasLost = true;
      lost.accept(String.valueOf(e.getMessage()));
      return;
    } finally {
      room.release();
    }
    lastWasLost = false;
    heard.accept(said);
  }

  private <T> T inPlace(Function<Seat, T> question) throws InterruptedException {
    places.acquire();
    try {
      return question.apply(seat);
    } finally {
      places.release();
    }
  }
}

package io.lockstep.app.keys.ceremony;

import io.lockstep.protocol.Bytes;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one other attester is to be given, in order. Each letter is offered again, with a growing
 * pause, until it is taken.
 */
final class Outbox implements AutoCloseable {
  private static final long FIRST_PAUSE_MS = 50;
  private static final long TOLD_AT_PAUSE_MS = 400;
  private static final long LONGEST_PAUSE_MS = 1_000;

  private record Letter(String path, Bytes body) {}

  private final PeerLine line;
  private final Progress progress;
  private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
  private final AtomicInteger untaken = new AtomicInteger();
  private final Thread thread;

  Outbox(PeerLine line, Progress progress) {
    this.line = line;
    this.progress = progress;
    this.thread = Thread.ofVirtual().name("to attester " + line.peer()).start(this::deliver);
  }

  void put(String path, Bytes body) {
    untaken.incrementAndGet();
    letters.add(new Letter(path, body));
  }

  boolean isEmpty() {
    return untaken.get() == 0;
  }

  private void deliver() {
    try {
      while (true) {
        deliver(letters.take());
        untaken.decrementAndGet();
      }
    } catch (InterruptedException e) {
      // It was closed.
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Letter letter) throws InterruptedException {
    long pause = FIRST_PAUSE_MS;
    while (!isTaken(letter, pause)) {
      TimeUnit.MILLISECONDS.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  /** Told after some attempts: a moment of silence is nothing worth knowing. */
  private boolean isTaken(Letter letter, long pause) {
    try {
      line.post(letter.path(), letter.body());
      return true;
    } catch (PeerException e) {
      if (pause == TOLD_AT_PAUSE_MS) {
        progress.tell("not taken yet: " + e.getMessage());
      }
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

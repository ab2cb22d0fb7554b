package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.frost.Identifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Tells one attester what was signed, behind the back of whoever had it signed. An attester that
 * does not hear of it is told by the next one, so it is tried a few times and then left.
 */
final class HandOver {
  private static final int AT_ONCE_MAX = 16;

  private final Seat seat;
  private final List<Duration> pauses;
  private final Executor threads;
  private final PanelListener listener;
  private final Semaphore room = new Semaphore(AT_ONCE_MAX);

  HandOver(Seat seat, List<Duration> pauses, Executor threads, PanelListener listener) {
    this.seat = seat;
    this.pauses = pauses;
    this.threads = threads;
    this.listener = listener;
  }

  void begin(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    if (!room.tryAcquire()) {
      listener.notHandedOver(attester(), "%d others wait to be".formatted(AT_ONCE_MAX));
      return;
    }
    try {
      threads.execute(() -> carry(checkpoint, heard));
    } catch (RejectedExecutionException e) {
      room.release();
      listener.notHandedOver(attester(), "this process ends");
    }
  }

  private Identifier attester() {
    return seat.identifier();
  }

  private void carry(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    try {
      for (Duration pause : pauses) {
        if (tell(checkpoint, heard)) {
          return;
        }
        Thread.sleep(pause);
      }
      tell(checkpoint, heard);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private boolean tell(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    try {
      seat.finished(checkpoint, heard);
      return true;
    } catch (RuntimeException e) {
      // Whatever it is, it is the attester's affair, and said once for each try.
      listener.notHandedOver(attester(), String.valueOf(e.getMessage()));
      return false;
    }
  }
}

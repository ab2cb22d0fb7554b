package io.lockstep.app.bench.watch;

import io.lockstep.app.CliException;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.view.LaneView;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.persistence.view.PositionView;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** What the database says of a lane that a daemon follows. */
final class Followed {

  private static final Duration GLANCE_INTERVAL = Duration.ofMillis(20);
  private static final Duration STANDSTILL_MAX = Duration.ofMinutes(1);

  private final OpsViews views;
  private final LaneId lane;

  Followed(Database database, LaneId lane) {
    this.views = new OpsViews(database);
    this.lane = lane;
  }

  private record Progress(long seen, long last) {}

  /** Waits for as long as the lane moves. */
  void awaitFinal(long nonce, Follower follower) throws InterruptedException, IOException {
    Progress before = new Progress(-1, -1);
    Instant moved = Instant.now();
    while (before.last() < nonce) {
      Thread.sleep(GLANCE_INTERVAL);
      follower.requireAlive();
      Progress now = progress();
      if (!now.equals(before)) {
        moved = Instant.now();
      } else if (moved.plus(STANDSTILL_MAX).isBefore(Instant.now())) {
        throw CliException.temporary(
            "the daemon stands still: found message %d seen and %d final for %d s, expected %d"
                .formatted(now.seen(), now.last(), STANDSTILL_MAX.toSeconds(), nonce));
      }
      before = now;
    }
  }

  private Progress progress() {
    return views.positions().stream()
        .filter(position -> position.lane().equals(lane))
        .map(position -> new Progress(position.observedNonce(), position.finalNonce()))
        .findFirst()
        .orElse(new Progress(0, 0));
  }

  /** When the daemon began, by the clock of the database, which is this machine's. */
  Instant registeredAt() {
    return views.lane(lane).map(LaneView::registeredAt).orElseThrow();
  }

  /** Nothing is missing, and what is there is what the gateway appended, in its order. */
  void requireWhole(LaneHead gateway) {
    PositionView position =
        views.positions().stream().filter(one -> one.lane().equals(lane)).findFirst().orElseThrow();
    long messages = views.countFinalMessages(lane);
    if (messages != gateway.nonce() || !position.finalHead().equals(gateway.head().toString())) {
      throw CliException.temporary(
          "the database: found %d final messages that end in head %s, expected %d and %s as the gateway has them"
              .formatted(messages, position.finalHead(), gateway.nonce(), gateway.head()));
    }
  }
}

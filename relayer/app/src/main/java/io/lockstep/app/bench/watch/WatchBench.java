package io.lockstep.app.bench.watch;

import io.lockstep.app.CliException;
import io.lockstep.app.testnet.LocalDatabase;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Durability;
import io.lockstep.persistence.Password;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.TimeLimits;
import io.lockstep.protocol.LaneHead;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;

/** Has a daemon follow a lane from its beginning into an empty database, and measures it. */
final class WatchBench {

  private WatchBench() {}

  /** What happens to the lane while it is followed. */
  @FunctionalInterface
  interface Meanwhile {
    void happen(Followed followed, Follower follower) throws IOException, InterruptedException;
  }

  /** Of messages that are all there before the daemon begins. */
  static WatchRow measure(FilledLane lane, Voters voters) throws IOException, InterruptedException {
    return measure(lane, voters, (_, _) -> {});
  }

  static WatchRow measure(FilledLane lane, Voters voters, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    try (LocalDatabase server = LocalDatabase.start();
        FollowerFiles files = FollowerFiles.create()) {
      Files.writeString(files.config(), FollowerConfig.of(lane, voters, server, files));
      try (Database database = Database.open(settings(server))) {
        requireDurable(Durability.of(database));
        return measure(lane, voters, meanwhile, new Followed(database, lane.lane().id()), files);
      }
    }
  }

  private static void requireDurable(Durability found) {
    if (!found.isFull()) {
      throw CliException.permanent(
          "the database: found %s, expected that it keeps what it commits; else the figures say nothing"
              .formatted(found));
    }
  }

  private static WatchRow measure(
      FilledLane lane, Voters voters, Meanwhile meanwhile, Followed followed, FollowerFiles files)
      throws IOException, InterruptedException {
    NodeQuestions questions = NodeQuestions.fromNow(lane.source().chain().output());
    try (LiveChain _ = LiveChain.of(lane.source().chain());
        Follower follower = Follower.start(files)) {
      meanwhile.happen(followed, follower);
      LaneHead head = lane.head();
      followed.awaitFinal(head.nonce(), follower);
      Instant end = Instant.now();
      WatchRow row =
          new WatchRow(
              voters,
              head.nonce(),
              Duration.between(followed.registeredAt(), end),
              questions.count(),
              follower.peakRssBytes());
      followed.requireWhole(head);
      return row;
    }
  }

  /** As the daemon's own, so that what the server says of itself is what the daemon gets. */
  private static DatabaseSettings settings(LocalDatabase server) {
    return new DatabaseSettings(
        server.url(),
        LocalDatabase.USER,
        Password.NONE,
        Role.DAEMON,
        PoolLimits.of("lockstep-bench"),
        TimeLimits.USUAL);
  }
}

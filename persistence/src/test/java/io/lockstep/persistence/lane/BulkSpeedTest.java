package io.lockstep.persistence.lane;

import static io.lockstep.persistence.lane.SampleLane.FIRST_BLOCK;
import static io.lockstep.persistence.lane.SampleLane.block;
import static io.lockstep.persistence.lane.SampleLane.last;
import static io.lockstep.persistence.lane.SampleLane.proven;
import static io.lockstep.persistence.lane.SampleLane.sightings;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.protocol.LaneHead;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tells how fast the bulk paths are. A number would fail on a busy machine, so none is asserted.
 */
class BulkSpeedTest {
  /** More than one statement moves. */
  private static final int MESSAGES = 25_000;

  private static final int ROUNDS = 2;

  @Test
  void tellsRowsASecond() {
    SampleLane lane = SampleLane.number(1);
    try (Database database = TestServer.migrated().open()) {
      new LaneRegistry(database).register(lane.lane(), FIRST_BLOCK);
      Lease lease =
          new PostgresLeases(database, "one")
              .acquire(Lease.nameOf(lane.lane().id()), Duration.ofMinutes(5))
              .orElseThrow();
      PostgresLaneStore store = PostgresLaneStore.open(database, lane.lane().id(), lease);
      LaneHead head = lane.genesis();
      for (int round = 1; round <= ROUNDS; round++) {
        List<Sighting> seen = sightings(head, MESSAGES, block(100 + round));
        ProvenLane proof = proven(last(seen), block(100 + round));
        tell("see", () -> store.see(seen, proof, "a"));
        tell("finalize", () -> store.finalize(proof));
        head = proof.outbound();
      }

      assertThat(store.finalPosition().head()).isEqualTo(head);
    }
  }

  private static void tell(String what, Runnable work) {
    long start = System.nanoTime();
    work.run();
    long elapsedMs = Math.max(1, (System.nanoTime() - start) / 1_000_000);
    System.out.printf(
        "%s: %d messages in %d ms, %d a second%n",
        what, MESSAGES, elapsedMs, MESSAGES * 1000L / elapsedMs);
  }
}

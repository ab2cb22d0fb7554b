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
import io.lockstep.core.port.LaneStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.PoolLimits;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.protocol.LaneHead;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A session keeps the plans of foreign keys. One made while a table had a single page would read
 * all of it for each of ten thousand rows later.
 */
@Timeout(120)
class StalePlansTest {
  private static final int FEW_TIMES = 12;
  private static final int MANY = 3_000;

  @Test
  void aPlanMadeForFewRowsIsGoodForMany() throws SQLException {
    TestDatabase test = TestServer.migrated();
    SampleLane lane = SampleLane.number(1);
    try (Database database = Database.open(oneConnection(test))) {
      new LaneRegistry(database).register(lane.lane(), FIRST_BLOCK);
      try (SqlSession owner = test.sqlAsOwner()) {
        owner.run("ANALYZE");
      }
      Lease lease =
          new PostgresLeases(database, "one")
              .acquire(Lease.nameOf(lane.lane().id()), Duration.ofMinutes(5))
              .orElseThrow();
      LaneStore store = PostgresLaneStore.open(database, lane.lane().id(), lease);
      LaneHead head = lane.genesis();
      for (int i = 1; i <= FEW_TIMES; i++) {
        head = seeAndFinalize(store, head, 2, 100 + i);
      }
      seeAndFinalize(store, head, MANY, 200);
    }

    assertThat(rowsReadOneByOne(test)).isLessThan(10L * MANY);
  }

  private static LaneHead seeAndFinalize(LaneStore store, LaneHead after, int count, long number) {
    List<Sighting> seen = sightings(after, count, block(number));
    ProvenLane proof = proven(last(seen), block(number));
    store.see(seen, proof, "a");
    store.finalize(proof);
    return proof.outbound();
  }

  private static DatabaseSettings oneConnection(TestDatabase test) {
    DatabaseSettings usual = test.settings(Role.DAEMON);
    return new DatabaseSettings(
        usual.url(),
        usual.user(),
        usual.password(),
        usual.role(),
        new PoolLimits("one", 1, Duration.ofSeconds(5)),
        usual.time());
  }

  /** The server counts when the session ends, which is soon after the pool has closed. */
  private static long rowsReadOneByOne(TestDatabase test) throws SQLException {
    String counted =
        "SELECT n_tup_ins FROM pg_stat_user_tables WHERE relid = 'lockstep.message'::regclass";
    try (SqlSession owner = test.sqlAsOwner()) {
      while (Long.parseLong(String.valueOf(owner.ask(counted))) < MANY) {
        Thread.onSpinWait();
      }
      return Long.parseLong(
          String.valueOf(
              owner.ask(
                  """
                  SELECT sum(seq_tup_read) FROM pg_stat_user_tables
                  WHERE relid IN ('lockstep.message'::regclass, 'lockstep.sighting'::regclass, 'lockstep.proof'::regclass)
                  """)));
    }
  }
}

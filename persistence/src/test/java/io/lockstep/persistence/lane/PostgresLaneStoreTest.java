package io.lockstep.persistence.lane;

import static io.lockstep.persistence.lane.SampleLane.FIRST_BLOCK;
import static io.lockstep.persistence.lane.SampleLane.block;
import static io.lockstep.persistence.lane.SampleLane.last;
import static io.lockstep.persistence.lane.SampleLane.proven;
import static io.lockstep.persistence.lane.SampleLane.sightings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lease.PostgresLeases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresLaneStoreTest extends LaneStoreContract {
  private static final TestDatabase TEST = TestServer.migrated();
  private static final Database DATABASE = TEST.open();
  private static final AtomicInteger LANES = new AtomicInteger();
  private static final Duration LEASE_LENGTH = Duration.ofMinutes(1);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Override
  SampleLane freshLane() {
    return SampleLane.number(LANES.incrementAndGet());
  }

  @Override
  LaneStore storeOf(SampleLane lane) {
    new LaneRegistry(DATABASE).register(lane.lane(), FIRST_BLOCK);
    return PostgresLaneStore.open(DATABASE, lane.lane().id(), acquire(lane, "one"));
  }

  private static Lease acquire(SampleLane lane, String holder) {
    return new PostgresLeases(DATABASE, holder)
        .acquire(Lease.nameOf(lane.lane().id()), LEASE_LENGTH)
        .orElseThrow();
  }

  @Test
  void registersALaneOnce() {
    SampleLane lane = freshLane();
    LaneRegistry registry = new LaneRegistry(DATABASE);

    assertThat(registry.register(lane.lane(), FIRST_BLOCK)).isTrue();
    assertThat(registry.register(lane.lane(), block(200))).isFalse();
  }

  @Test
  void knowsNoLaneThatIsNotRegistered() {
    SampleLane lane = freshLane();
    Lease lease = new Lease(Lease.nameOf(lane.lane().id()), "one", 1);

    assertThat(codeOf(() -> PostgresLaneStore.open(DATABASE, lane.lane().id(), lease)))
        .isEqualTo(Code.UNKNOWN_LANE);
  }

  @Test
  void refusesAWriteUnderALeaseThatHasPassedOn() {
    SampleLane lane = freshLane();
    LaneStore former = storeOf(lane);
    acquire(lane, "one");

    assertThat(codeOf(() -> former.see(List.of(), block(101), "a"))).isEqualTo(Code.STALE_LEASE);
    assertThat(former.observed().readThrough()).isEqualTo(FIRST_BLOCK);
  }

  @Test
  void keepsEveryMessageAsItWasSeen() throws SQLException {
    SampleLane lane = freshLane();
    LaneStore store = storeOf(lane);
    List<Sighting> seen = sightings(lane.genesis(), 3, block(101));
    store.see(seen, proven(last(seen), block(101)), "a");
    store.finalize(proven(last(seen), block(101)));
    Sighting third = seen.get(2);

    try (SqlSession sql = TEST.sqlAsOwner()) {
      assertThat(
              sql.ask(
                  """
                  SELECT concat_ws(' ', lockstep.hex(message_hash), kind, lockstep.hex(sender), lockstep.hex(recipient), gas_limit,
                    deadline, lockstep.hex(payload), block_number, lockstep.hex(block_hash), lockstep.hex(transaction_hash), log_index)
                  FROM lockstep.message WHERE head = decode('%s', 'hex')
                  """
                      .formatted(third.head().head().toString().substring(2))))
          .isEqualTo(
              "%s 1 %s %s 200000 1900000000 %s 101 %s %s 2"
                  .formatted(
                      third.messageHash(),
                      third.message().route().sender(),
                      third.message().route().recipient(),
                      third.message().payload(),
                      block(101).hash(),
                      SampleLane.hash(7)));
    }
  }

  @Test
  void keepsTheIncidentOfWhatIsTakenBack() throws SQLException {
    SampleLane lane = freshLane();
    LaneStore store = storeOf(lane);
    store.takeBack(FIRST_BLOCK, new Incident(Incident.Kind.REORG, "lost with " + lane));

    try (SqlSession sql = TEST.sqlAsOwner()) {
      assertThat(
              sql.ask("SELECT kind FROM lockstep.incident WHERE text = 'lost with " + lane + "'"))
          .isEqualTo("REORG");
    }
  }

  private static Code codeOf(Runnable action) {
    return catchThrowableOfType(StorageException.class, action::run).code();
  }
}

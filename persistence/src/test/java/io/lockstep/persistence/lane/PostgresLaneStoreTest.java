package io.lockstep.persistence.lane;

import static io.lockstep.persistence.lane.SampleLane.FIRST_BLOCK;
import static io.lockstep.persistence.lane.SampleLane.block;
import static io.lockstep.persistence.lane.SampleLane.last;
import static io.lockstep.persistence.lane.SampleLane.proven;
import static io.lockstep.persistence.lane.SampleLane.sightings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.ObservedPosition;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the contract of all stores leaves to each. */
class PostgresLaneStoreTest {
  private static final TestDatabase TEST = TestServer.migrated();
  private static final Database DATABASE = TEST.open();
  private static final AtomicInteger LANES = new AtomicInteger();
  private static final Duration LEASE_LENGTH = Duration.ofMinutes(1);
  private static final Incident REORG = new Incident(Incident.Kind.REORG, "taken back");
  private static final Incident DISAGREE =
      new Incident(Incident.Kind.PROVIDERS_DISAGREE, "forgotten");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private final SampleLane lane = freshLane();
  private final LaneStore store = storeOf(lane);

  private static SampleLane freshLane() {
    return SampleLane.number(LANES.incrementAndGet());
  }

  private static LaneStore storeOf(SampleLane lane) {
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
    SampleLane other = freshLane();
    LaneRegistry registry = new LaneRegistry(DATABASE);

    assertThat(registry.register(other.lane(), FIRST_BLOCK)).isTrue();
    assertThat(registry.register(other.lane(), block(200))).isFalse();
  }

  @Test
  void knowsNoLaneThatIsNotRegistered() {
    LaneId unknown = freshLane().lane().id();
    Lease lease = new Lease(Lease.nameOf(unknown), "one", 1);

    assertThat(codeOf(() -> PostgresLaneStore.open(DATABASE, unknown, lease)))
        .isEqualTo(Code.UNKNOWN_LANE);
  }

  @Test
  void refusesAWriteUnderALeaseThatHasPassedOn() {
    acquire(lane, "one");

    assertThat(codeOf(() -> store.see(List.of(), block(101), "a"))).isEqualTo(Code.STALE_LEASE);
    assertThat(store.observed().readThrough()).isEqualTo(FIRST_BLOCK);
  }

  @Test
  void keepsEveryMessageAsItWasSeen() throws SQLException {
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
    store.takeBack(FIRST_BLOCK, new Incident(Incident.Kind.REORG, "lost with " + lane));

    try (SqlSession sql = TEST.sqlAsOwner()) {
      assertThat(
              sql.ask("SELECT kind FROM lockstep.incident WHERE text = 'lost with " + lane + "'"))
          .isEqualTo("REORG");
    }
  }

  @Test
  void remembersWhoSaidThatNothingHappened() {
    store.see(List.of(), block(105), "a");

    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(lane.genesis(), block(105), Set.of("a")));
  }

  @Test
  void nothingNewAfterTheFinalPositionNeedsNoProof() {
    LaneHead pairedGenesis = LaneHead.genesis(lane.lane().paired().id());
    ProvenLane nothing =
        new ProvenLane(block(101), lane.genesis(), pairedGenesis, Bytes.fromHex("0x0badcafe"));

    store.see(List.of(), nothing, "a");

    assertThat(store.proofs()).isEmpty();
    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(lane.genesis(), block(101), Set.of()));
  }

  @Test
  void keepsTheNewestAndTheOldestOfManyProofs() {
    ProvenLane oldest = seeProven(lane.genesis(), 1, 101);
    ProvenLane newest = oldest;
    for (long number = 102; number < 260; number++) {
      newest = seeProven(newest.outbound(), 1, number);
    }

    assertThat(store.proofs())
        .hasSizeBetween(32, 128)
        .startsWith(newest)
        .endsWith(oldest)
        .isSortedAccordingTo((a, b) -> Long.compare(b.block().number(), a.block().number()));
  }

  @Test
  void refusesSightingsWithAGap() {
    List<Sighting> whole = sightings(lane.genesis(), 3, block(101));

    assertThatThrownBy(() -> store.see(List.of(whole.get(0), whole.get(2)), block(101), "a"))
        .isInstanceOf(RuntimeException.class);
    assertUnchanged();
  }

  @Test
  void refusesAProofOfAnotherHead() {
    List<Sighting> seen = sightings(lane.genesis(), 2, block(101));

    assertThatThrownBy(() -> store.see(seen, proven(seen.getFirst().head(), block(101)), "a"))
        .isInstanceOf(RuntimeException.class);
    assertUnchanged();
  }

  @Test
  void refusesToReadBackwards() {
    assertThatThrownBy(() -> store.see(List.of(), block(99), "a"))
        .isInstanceOf(RuntimeException.class);
    assertUnchanged();
  }

  @Test
  void forgetsBackToTheFinalPositionIfNothingIsProven() {
    see(lane.genesis(), 2, 102, "a");

    store.forgetUnproven(DISAGREE);

    assertUnchanged();
  }

  @Test
  void seesAnotherBranchAfterTakingBack() {
    seeProven(lane.genesis(), 2, 101);
    store.takeBack(FIRST_BLOCK, REORG);
    BlockId other = block(101, 1);
    List<Sighting> seen = sightings(lane.genesis(), 4, other);

    store.see(seen, proven(last(seen), other), "b");

    assertThat(store.observed()).isEqualTo(new ObservedPosition(last(seen), other, Set.of()));
  }

  @Test
  void goesOnAfterWhatIsFinal() {
    ProvenLane first = seeProven(lane.genesis(), 3, 101);
    store.finalize(first);
    ProvenLane second = seeProven(first.outbound(), 2, 102);
    store.finalize(second);

    assertThat(store.finalPosition())
        .isEqualTo(new FinalPosition(second.outbound(), block(102), second.pairedInbound()));
  }

  @Test
  void refusesToMakeTheSameFinalTwice() {
    ProvenLane proof = seeProven(lane.genesis(), 3, 101);
    store.finalize(proof);

    assertThatThrownBy(() -> store.finalize(proof)).isInstanceOf(RuntimeException.class);
    assertThat(store.finalPosition().head()).isEqualTo(proof.outbound());
  }

  @Test
  void saysWhyItIsHalted() {
    store.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "the first reason"));
    store.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "another"));

    assertThat(store.halted()).contains("the first reason");
  }

  @Test
  void carriesManyMessages() {
    LaneHead head = lane.genesis();
    for (long number : LongStream.rangeClosed(101, 105).toArray()) {
      head = seeProven(head, 700, number).outbound();
    }
    store.finalize(proven(head, block(105)));

    assertThat(store.finalPosition().head()).isEqualTo(head);
  }

  private static Code codeOf(Runnable action) {
    return catchThrowableOfType(StorageException.class, action::run).code();
  }

  private List<Sighting> see(LaneHead after, int count, long number, String provider) {
    List<Sighting> seen = sightings(after, count, block(number));
    store.see(seen, block(number), provider);
    return seen;
  }

  private ProvenLane seeProven(LaneHead after, int count, long number) {
    List<Sighting> seen = sightings(after, count, block(number));
    ProvenLane proof = proven(last(seen), block(number));
    store.see(seen, proof, "a");
    return proof;
  }

  private void assertUnchanged() {
    assertThat(store.observed())
        .isEqualTo(new ObservedPosition(lane.genesis(), FIRST_BLOCK, Set.of()));
  }
}

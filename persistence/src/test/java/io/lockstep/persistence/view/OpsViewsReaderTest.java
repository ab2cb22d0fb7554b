package io.lockstep.persistence.view;

import static io.lockstep.persistence.lane.SampleLane.FIRST_BLOCK;
import static io.lockstep.persistence.lane.SampleLane.block;
import static io.lockstep.persistence.lane.SampleLane.proven;
import static io.lockstep.persistence.lane.SampleLane.sightings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.decision.Decisions;
import io.lockstep.persistence.lane.LaneRegistry;
import io.lockstep.persistence.lane.PostgresLaneStore;
import io.lockstep.persistence.lane.SampleLane;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.persistence.provider.PostgresProviderStore;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.MessageId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two messages are final, a third is proven, and a fourth is only seen. */
class OpsViewsReaderTest {
  private final SampleLane lane = SampleLane.number(1);
  private final LaneId id = lane.lane().id();
  private final TestDatabase test = TestServer.migrated();
  private final Database database = test.open();
  private final Database reader = test.openAs(Role.READER);
  private final OpsViews views = new OpsViews(reader);
  private final List<Sighting> seen = sightings(lane.genesis(), 4, block(101));

  @AfterEach
  void close() {
    reader.close();
    database.close();
  }

  private PostgresLaneStore store;

  @BeforeEach
  void fill() {
    new LaneRegistry(database).register(lane.lane(), FIRST_BLOCK);
    Lease lease =
        new PostgresLeases(database, "relayer-1")
            .acquire(Lease.nameOf(id), Duration.ofMinutes(1))
            .orElseThrow();
    store = PostgresLaneStore.open(database, id, lease);
    ProvenLane first = proven(seen.get(1).head(), block(101));
    store.see(seen.subList(0, 2), first, "a");
    store.see(seen.subList(2, 3), proven(seen.get(2).head(), block(102)), "a");
    store.see(seen.subList(3, 4), block(103), "b");
    store.finalize(first);
  }

  @Test
  void positionIsReadAndAnUnknownLaneHasNone() {
    PositionView expected =
        new PositionView(id, 4, 3, 2, seen.get(1).head().head().toString(), 101, 103, List.of("b"));

    assertThat(views.position(id)).contains(expected);
    assertThat(views.positions()).containsExactly(expected);
    assertThat(expected.waitingMessages()).isEqualTo(2);
    assertThat(views.position(unknown())).isEmpty();
  }

  private static LaneId unknown() {
    return SampleLane.number(9).lane().id();
  }

  @Test
  void laneTellsWhoWorksIt() {
    LeaseView lease = views.lane(id).orElseThrow().lease();

    assertThat(lease.held()).isTrue();
    assertThat(lease.holder()).isEqualTo("relayer-1");
    assertThat(lease.epoch()).isEqualTo(1);
    assertThat(lease.until()).hasValueSatisfying(until -> assertThat(until).isAfter(Instant.now()));
    assertThat(views.lane(unknown())).isEmpty();
  }

  @Test
  void leaseThatNobodyEverHeldHasNoEnd() {
    SampleLane other = SampleLane.number(2);
    new LaneRegistry(database).register(other.lane(), FIRST_BLOCK);

    assertThat(views.lane(other.lane().id()).orElseThrow().lease())
        .isEqualTo(new LeaseView(false, "nobody", 0, Optional.empty()));
  }

  @Test
  void messageIsReadWhole() {
    CollateralPayload sent = SampleLane.collateral(2);
    Sighting second = seen.get(1);

    MessageView message = views.message(MessageId.of(id, 2)).orElseThrow();

    assertThat(message.lane()).isEqualTo(id);
    assertThat(message.nonce()).isEqualTo(2);
    assertThat(message.state()).isEqualTo("FINAL");
    assertThat(message.messageHash()).isEqualTo(second.messageHash().toString());
    assertThat(message.head()).isEqualTo(second.head().head().toString());
    assertThat(message.route().kind()).isEqualTo("BATCH");
    assertThat(message.route().gasLimit()).isEqualTo(200_000);
    assertThat(message.deadline()).contains(Instant.ofEpochSecond(1_900_000_000));
    assertThat(message.collateral())
        .contains(
            new CollateralView(
                "CREDIT",
                sent.asset().toString(),
                sent.account().toString(),
                sent.amount(),
                sent.refund().toString(),
                sent.reference().toString()));
    assertThat(message.origin().blockNumber()).isEqualTo(101);
    assertThat(message.origin().logIndex()).isEqualTo(1);
    assertThat(views.message(MessageId.of(id, 4)).orElseThrow().state()).isEqualTo("SEEN");
    assertThat(views.message(MessageId.of(id, 5))).isEmpty();
  }

  @Test
  void haltIsOpenUntilItIsLifted() {
    store.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "a final block went"));

    IncidentView halt = views.openHalts(id).getFirst();
    assertThat(halt.text()).isEqualTo("a final block went");
    assertThat(halt.halt().orElseThrow().isOpen()).isTrue();
    assertThat(views.lane(id).orElseThrow().halt().orElseThrow().reason())
        .isEqualTo("a final block went");

    try (Database operator = test.openAs(Role.OPERATOR)) {
      new Decisions(operator, "ann").liftHalt(halt.halt().orElseThrow().number(), "decided");
    }

    assertThat(views.openHalts(id)).isEmpty();
    assertThat(views.lane(id).orElseThrow().halt()).isEmpty();
    assertThat(views.incidents(id, 10).getFirst().halt().orElseThrow().liftedBy()).contains("ann");
  }

  @Test
  void newestIncidentsComeFirstAndNotMoreThanWanted() {
    for (int i = 1; i <= 3; i++) {
      store.forgetUnproven(new Incident(Incident.Kind.PROVIDERS_DISAGREE, "number " + i));
    }

    assertThat(views.incidents(id, 2))
        .map(IncidentView::text)
        .containsExactly("number 3", "number 2");
    assertThat(views.incidents(id, 2).getFirst().halt()).isEmpty();
    assertThat(views.incidents(unknown(), 2)).isEmpty();
  }

  @Test
  void providersOfOneChainAreRead() {
    PostgresProviderStore providers = PostgresProviderStore.open(database, id);
    providers.know(List.of("a", "b"));
    DisprovedAnswer lie =
        new DisprovedAnswer(
            "b",
            block(101),
            seen.get(1).head(),
            new LaneHead(3, SampleLane.hash(9)),
            proven(seen.get(2).head(), block(102)));
    providers.quarantine(lie);

    List<ProviderView> found = views.providers(lane.lane().source().chain());

    assertThat(found).map(ProviderView::name).containsExactly("a", "b");
    assertThat(found.get(0).quarantine()).isEmpty();
    assertThat(found.get(1).quarantine().orElseThrow().reason()).isEqualTo(lie.toString());
    assertThat(found.get(1).disproofsTotal()).isEqualTo(1);
    assertThat(views.providers(ChainId.of(5))).isEmpty();
  }

  @Test
  void viewsOfAnotherVersionAreRefused() throws SQLException {
    views.requireVersion();
    try (SqlSession owner = test.sqlAsOwner()) {
      owner.run("CREATE OR REPLACE VIEW ops.version AS SELECT 2 AS version");
    }

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(views::requireVersion)
        .withMessageContaining("found version 2 of the views");
  }

  @Test
  void databaseWithoutViewsIsRefused() {
    try (Database empty = TestServer.empty().openAs(Role.READER)) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(new OpsViews(empty)::requireVersion)
          .withMessageContaining("found no views in the schema ops")
          .withMessageContaining("run ./lockstep db migrate");
    }
  }
}

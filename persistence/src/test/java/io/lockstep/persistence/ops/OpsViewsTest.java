package io.lockstep.persistence.ops;

import static io.lockstep.persistence.lane.SampleLane.FIRST_BLOCK;
import static io.lockstep.persistence.lane.SampleLane.block;
import static io.lockstep.persistence.lane.SampleLane.last;
import static io.lockstep.persistence.lane.SampleLane.proven;
import static io.lockstep.persistence.lane.SampleLane.sightings;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.core.domain.Sighting;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.decision.Decisions;
import io.lockstep.persistence.lane.LaneRegistry;
import io.lockstep.persistence.lane.PostgresLaneStore;
import io.lockstep.persistence.lane.SampleLane;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.persistence.provider.PostgresProviderStore;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.MessageId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three messages are final, two more are proven, and one is only seen. */
class OpsViewsTest {
  private final SampleLane lane = SampleLane.number(1);
  private final TestDatabase test = TestServer.migrated();
  private final Database database = test.open();
  private final List<Sighting> seen = sightings(lane.genesis(), 6, block(101));
  private PostgresLaneStore store;
  private SqlSession reader;

  @BeforeEach
  void fill() throws SQLException {
    new LaneRegistry(database).register(lane.lane(), FIRST_BLOCK);
    Lease lease =
        new PostgresLeases(database, "relayer-1")
            .acquire(Lease.nameOf(lane.lane().id()), Duration.ofMinutes(1))
            .orElseThrow();
    store = PostgresLaneStore.open(database, lane.lane().id(), lease);
    ProvenLane first = proven(seen.get(2).head(), block(101));
    store.see(seen.subList(0, 3), first, "a");
    store.see(seen.subList(3, 5), proven(seen.get(4).head(), block(102)), "a");
    store.see(seen.subList(5, 6), block(103), "b");
    store.finalize(first);
    reader = test.sqlAs(Role.READER);
  }

  @AfterEach
  void close() throws SQLException {
    reader.close();
    database.close();
  }

  @Test
  void areOfVersionOne() throws SQLException {
    assertThat(reader.ask("SELECT version FROM ops.version")).isEqualTo("1");
  }

  @Test
  void everyViewAndColumnIsDocumented() throws SQLException {
    assertThat(
            reader.list(
                """
                SELECT c.oid::regclass || '.' || a.attname
                FROM pg_class AS c
                JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum >= 0
                WHERE c.relnamespace = 'ops'::regnamespace AND col_description(c.oid, a.attnum) IS NULL
                UNION ALL
                SELECT c.oid::regclass::text FROM pg_class AS c
                WHERE c.relnamespace = 'ops'::regnamespace AND c.relkind = 'v' AND obj_description(c.oid, 'pg_class') IS NULL
                """))
        .isEmpty();
  }

  @Test
  void everyTableIsDocumented() throws SQLException {
    assertThat(
            reader.list(
                """
                SELECT c.oid::regclass FROM pg_class AS c
                WHERE c.relnamespace = 'lockstep'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_history'
                  AND obj_description(c.oid, 'pg_class') IS NULL
                """))
        .isEmpty();
  }

  @Test
  void readersSeeTheViewsAndNothingElse() throws SQLException {
    reader.isRefused("SELECT FROM lockstep.message", "42501", "permission denied");
    reader.isRefused("DELETE FROM ops.version", "55000", "cannot delete from view");
  }

  @Test
  void positionsSayHowFarALaneIs() throws SQLException {
    assertThat(
            reader.ask(
                """
                SELECT concat_ws(' ', lane_id, observed_nonce, observed_head, final_nonce, final_block_number,
                  read_through_block_number, waiting_messages, proven_nonce, proven_block_number, unproven_from)
                FROM ops.positions
                """))
        .isEqualTo("%s 6 %s 3 101 103 3 5 102 {b}".formatted(lane.lane().id(), last(seen).head()));
  }

  @Test
  void messagesSayWhetherTheyAreFinal() throws SQLException {
    assertThat(reader.list("SELECT nonce || ' ' || state FROM ops.messages ORDER BY nonce"))
        .isEqualTo("1 FINAL\n2 FINAL\n3 FINAL\n4 SEEN\n5 SEEN\n6 SEEN\n");
  }

  @Test
  void messagesAreFoundByTheirId() throws SQLException {
    for (long nonce = 1; nonce <= 6; nonce++) {
      assertThat(
              reader.ask(
                  "SELECT nonce FROM ops.messages WHERE message_id = '%s'"
                      .formatted(MessageId.of(lane.lane().id(), nonce))))
          .isEqualTo(String.valueOf(nonce));
    }
  }

  @Test
  void collateralIsReadAsTheCodecReadsIt() throws SQLException {
    CollateralPayload sent = SampleLane.collateral(2);

    assertThat(
            reader.ask(
                """
                SELECT concat_ws(' ', route_kind, collateral_kind, collateral_asset, collateral_account,
                  collateral_amount_base_units, collateral_refund, collateral_reference, payload_bytes, deadline_unix_s)
                FROM ops.messages WHERE nonce = 2
                """))
        .isEqualTo(
            "BATCH %s %s %s %s %s %s 109 1900000000"
                .formatted(
                    sent.kind(),
                    sent.asset(),
                    sent.account(),
                    sent.amount(),
                    sent.refund(),
                    sent.reference()));
  }

  @Test
  void theGreatestAmountIsReadWhole() throws SQLException {
    try (SqlSession owner = test.sqlAsOwner()) {
      assertThat(owner.ask("SELECT lockstep.uint128(decode(repeat('ff', 16), 'hex'))"))
          .isEqualTo("340282366920938463463374607431768211455");
    }
  }

  @Test
  void whatIsNoCollateralIsNotReadAsSuch() throws SQLException {
    String whole = SampleLane.collateral(1).encode().toString().substring(2);
    try (SqlSession owner = test.sqlAsOwner()) {
      assertThat(isCollateral(owner, 1, whole)).isEqualTo("t");
      assertThat(isCollateral(owner, 2, whole)).isEqualTo("f");
      assertThat(isCollateral(owner, 1, whole + "00")).isEqualTo("f");
      assertThat(isCollateral(owner, 1, "")).isEqualTo("f");
      assertThat(isCollateral(owner, 1, "04" + whole.substring(2))).isEqualTo("f");
      assertThat(isCollateral(owner, 1, zeroed(whole, 21, 20))).isEqualTo("f");
      assertThat(isCollateral(owner, 1, zeroed(whole, 41, 16))).isEqualTo("f");
      assertThat(isCollateral(owner, 1, zeroed(whole, 57, 20))).isEqualTo("f");
      assertThat(isCollateral(owner, 1, zeroed(whole, 77, 32))).isEqualTo("t");
    }
  }

  private static String isCollateral(SqlSession owner, int kind, String payload)
      throws SQLException {
    return String.valueOf(
        owner.ask(
            "SELECT (lockstep.collateral_of(%d::smallint, decode('%s', 'hex'))).kind IS NOT NULL"
                .formatted(kind, payload)));
  }

  private static String zeroed(String hex, int from, int length) {
    return hex.substring(0, 2 * from) + "00".repeat(length) + hex.substring(2 * (from + length));
  }

  @Test
  void lanesSayWhyTheyAreHaltedUntilSomebodyDecides() throws SQLException {
    String state =
        "SELECT concat_ws(' ', state, halt_reason, lease_holder, lease_epoch) FROM ops.lanes";
    assertThat(reader.ask(state)).isEqualTo("FOLLOWING relayer-1 1");

    store.halt(new Incident(Incident.Kind.FINALITY_BROKEN, "a final block went"));
    assertThat(reader.ask(state)).isEqualTo("HALTED a final block went relayer-1 1");
    assertThat(store.halted()).contains("a final block went");

    long halt = Long.parseLong(String.valueOf(reader.ask("SELECT halt FROM ops.incidents")));
    try (Database operator = test.openAs(Role.OPERATOR)) {
      new Decisions(operator, "ann").liftHalt(halt, "the chain has decided");
    }
    assertThat(reader.ask(state)).isEqualTo("FOLLOWING relayer-1 1");
    assertThat(store.halted()).isEmpty();
    assertThat(
            reader.ask(
                "SELECT concat_ws(' ', kind, halt_lifted, halt_lifted_by_operator) FROM ops.incidents"))
        .isEqualTo("FINALITY_BROKEN t ann");
  }

  @Test
  void providersSayWhyTheyAreNotAskedUntilSomebodyDecides() throws SQLException {
    PostgresProviderStore providers = PostgresProviderStore.open(database, lane.lane().id());
    providers.know(List.of("a", "b"));
    DisprovedAnswer lie =
        new DisprovedAnswer(
            "b",
            block(101),
            seen.get(2).head(),
            new LaneHead(4, SampleLane.hash(9)),
            proven(seen.get(3).head(), block(102)));
    providers.quarantine(lie);
    providers.quarantine(lie);

    String states =
        "SELECT concat_ws(' ', chain_id, name, state, disproofs_total) FROM ops.providers ORDER BY name";
    assertThat(reader.list(states)).isEqualTo("31337 a NOT_QUARANTINED 0\n31337 b QUARANTINED 2\n");
    assertThat(reader.ask("SELECT reason FROM ops.providers WHERE name = 'b'"))
        .isEqualTo(lie.toString());
    assertThat(providers.quarantined()).containsExactly("b");

    long quarantine =
        Long.parseLong(
            String.valueOf(reader.ask("SELECT quarantine FROM ops.providers WHERE name = 'b'")));
    try (Database operator = test.openAs(Role.OPERATOR)) {
      new Decisions(operator, "ann").liftQuarantine(quarantine, "they mended it");
    }
    assertThat(reader.list(states))
        .isEqualTo("31337 a NOT_QUARANTINED 0\n31337 b NOT_QUARANTINED 2\n");
    assertThat(providers.quarantined()).isEmpty();
  }
}

package io.lockstep.persistence.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.domain.RefusalCount;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.attester.PostgresPeers;
import io.lockstep.persistence.attester.PostgresRefusals;
import io.lockstep.persistence.lane.SampleLane;
import io.lockstep.persistence.view.AttesterViews;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What dashboards read of an attester. */
class AttesterOpsViewsTest {
  private static final LaneId LANE = SampleLane.number(1).lane().id();
  private static final Hash32 KEY = SampleLane.hash(5);
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final TestDatabase test = TestServer.attester();
  private final Database database = test.open();
  private SqlSession reader;

  @BeforeEach
  void open() throws SQLException {
    reader = test.sqlAs(Role.READER);
  }

  @AfterEach
  void close() throws SQLException {
    reader.close();
    database.close();
  }

  private void refuse(Optional<LaneId> lane, long refusals, String text) {
    new PostgresRefusals(database)
        .add(List.of(new RefusalCount("relayer one", lane, "NOT_FINAL", refusals, text, NOW)));
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
                UNION ALL
                SELECT c.oid::regclass::text FROM pg_class AS c
                WHERE c.relnamespace = 'lockstep'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_history'
                  AND obj_description(c.oid, 'pg_class') IS NULL
                """))
        .isEmpty();
  }

  @Test
  void readersSeeTheViewsAndNothingElse() throws SQLException {
    assertThat(reader.list("SELECT * FROM ops.refusals")).isEmpty();
    assertThat(reader.ask("SELECT height FROM ops.ledger")).isEqualTo("0");
    for (String table : List.of("refusal", "hold", "signed_head", "checkpoint", "last_heard")) {
      reader.isRefused("SELECT FROM lockstep." + table, "42501", "permission denied");
    }
  }

  @Test
  void refusalsAreAddedUp() {
    refuse(Optional.of(LANE), 2, "first");
    refuse(Optional.of(LANE), 3, "second");
    refuse(Optional.empty(), 1, "third");

    AttesterViews views = new AttesterViews(database);
    assertThat(views.refusedSince(NOW))
        .containsExactlyInAnyOrder(
            new AttesterViews.Refused(
                "relayer one", Optional.of(LANE), "NOT_FINAL", 5, "second", NOW),
            new AttesterViews.Refused(
                "relayer one", Optional.empty(), "NOT_FINAL", 1, "third", NOW));
    assertThat(views.refusedSince(NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void whatWasRefusedStaysCounted() throws SQLException {
    refuse(Optional.of(LANE), 2, "first");
    try (SqlSession daemon = test.sqlAs(Role.DAEMON);
        SqlSession owner = test.sqlAsOwner()) {
      daemon.isRefused("UPDATE lockstep.refusal SET refusals = 1", "LS003", "cannot become");
      daemon.isRefused("UPDATE lockstep.refusal SET reason = 'OTHER'", "LS003", "cannot become");
      daemon.isRefused("DELETE FROM lockstep.refusal", "42501", "permission denied");
      owner.isRefused("DELETE FROM lockstep.refusal", "LS002", "refused");
    }
  }

  @Test
  void aRefusalIsShortAndOfAWord() throws SQLException {
    try (SqlSession daemon = test.sqlAs(Role.DAEMON)) {
      String insert =
          "INSERT INTO lockstep.refusal (coordinator, lane, reason, refusals, last_text, last_at) VALUES (%s, now())";
      daemon.isRefused(
          insert.formatted("'', '', 'A_WORD', 1, ''"), "23514", "coordinator_is_a_short_name");
      daemon.isRefused(
          insert.formatted("'one', 'lane', 'A_WORD', 1, ''"),
          "23514",
          "refused_lane_is_an_id_or_none");
      daemon.isRefused(
          insert.formatted("'one', '', 'a word', 1, ''"), "23514", "refusal_reason_is_a_word");
      daemon.isRefused(
          insert.formatted("'one', '', 'A_WORD', 0, ''"), "23514", "refusals_are_counted");
      daemon.isRefused(
          insert.formatted("'one', '', 'A_WORD', 1, repeat('x', 4001)"),
          "23514",
          "refusal_text_is_short");
    }
  }

  @Test
  void peersAreNumbersOfTheRoster() {
    byte[] three = new byte[Hash32.LENGTH];
    three[Hash32.LENGTH - 1] = 3;
    new PostgresPeers(database).heard(Hash32.of(three), KEY, 12, Bytes.fromHex("0x01"));

    assertThat(new AttesterViews(database).peers())
        .singleElement()
        .satisfies(peer -> {
          assertThat(peer.attester()).isEqualTo(3);
          assertThat(peer.key()).isEqualTo(KEY);
          assertThat(peer.ledgerHeight()).isEqualTo(12);
        });
  }
}

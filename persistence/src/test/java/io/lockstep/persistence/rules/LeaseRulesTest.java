package io.lockstep.persistence.rules;

import static io.lockstep.persistence.rules.LaneSql.APPEND_ONLY;
import static io.lockstep.persistence.rules.LaneSql.NOT_ALLOWED;
import static io.lockstep.persistence.rules.LaneSql.NOT_PERMITTED;
import static io.lockstep.persistence.rules.LaneSql.STALE_LEASE;
import static io.lockstep.persistence.rules.LaneSql.enter;
import static io.lockstep.persistence.rules.LaneSql.message;
import static io.lockstep.persistence.rules.LaneSql.moveFinal;
import static io.lockstep.persistence.rules.LaneSql.proof;
import static io.lockstep.persistence.rules.LaneSql.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class LeaseRulesTest {
  private static final String TAKE_OVER =
      "UPDATE lockstep.lease SET holder = 'two', epoch = epoch + 1 WHERE lane = 1";
  private static final String WRITE =
      "UPDATE lockstep.position SET read_through_number = read_through_number + 1 WHERE lane = 1;";

  private TestDatabase database;
  private SqlSession daemon;
  private SqlSession other;

  @BeforeEach
  void connect() throws SQLException {
    database = LaneSql.withTwoLanes();
    daemon = database.sqlAs(Role.DAEMON);
    other = database.sqlAs(Role.DAEMON);
  }

  @AfterEach
  void disconnect() throws SQLException {
    daemon.close();
    other.close();
  }

  static Stream<String> writes() {
    String halt =
        """
        INSERT INTO lockstep.incident (lane, kind, text) VALUES (1, 'REORG', 'x');
        INSERT INTO lockstep.lane_halt (lane, incident) SELECT 1, max(incident) FROM lockstep.incident;
        """;
    return Stream.of(
        WRITE,
        moveFinal(1, 2, "12", 101),
        message(1, 3, "13", "12"),
        sighting(1, 1, "21", "01", true),
        sighting(1, 1, "21", "01", true) + proof(1, 1, "21", 101),
        "DELETE FROM lockstep.sighting WHERE lane = 1;",
        "DELETE FROM lockstep.proof WHERE lane = 1;",
        "UPDATE lockstep.sighting SET after_final = true WHERE lane = 1;",
        halt);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aWriteNeedsTheLease(String sql) throws SQLException {
    daemon.wouldBeAccepted(enter(1, 1) + sql);
    daemon.isRefused(sql, STALE_LEASE, "is not the one that counts");
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aSettingMadeByHandOpensNothing(String sql) throws SQLException {
    daemon.isRefused(
        "SET LOCAL lockstep.lane = '1'; SET LOCAL lockstep.epoch = '2'; " + sql,
        STALE_LEASE,
        "is not the one that counts");
  }

  @Test
  void aLeaseOpensItsOwnLaneOnly() throws SQLException {
    daemon.isRefused(enter(2, 1) + WRITE, STALE_LEASE, "another lane");
    daemon.isRefused(enter(2, 1) + sighting(1, 1, "21", "01", true), STALE_LEASE, "another lane");
    daemon.isRefused(
        enter(2, 1) + "UPDATE lockstep.position SET lane = 2 WHERE lane = 1",
        NOT_ALLOWED,
        "cannot become");
    daemon.isAccepted(enter(1, 1) + sighting(1, 1, "21", "01", true));
    daemon.isRefused(
        enter(2, 1) + "DELETE FROM lockstep.sighting WHERE lane = 1", STALE_LEASE, "another lane");
  }

  @Test
  void anEntryEndsWithItsTransaction() throws SQLException {
    daemon.isAccepted(enter(1, 1) + WRITE);
    daemon.isRefused(WRITE, STALE_LEASE, "is not the one that counts");
  }

  @Test
  void anEpochThatHasPassedIsRefused() throws SQLException {
    other.run(TAKE_OVER);

    daemon.isRefused(enter(1, 1), STALE_LEASE, "is not the one that counts");
    daemon.isAccepted(enter(1, 2) + WRITE);
  }

  @Test
  void anEpochToComeIsRefused() throws SQLException {
    daemon.isRefused(enter(1, 2), STALE_LEASE, "is not the one that counts");
  }

  @Test
  void aTakeOverWaitsForWhoeverIsWriting() throws Exception {
    daemon.run("BEGIN; " + enter(1, 1) + WRITE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> takeOver = CompletableFuture.runAsync(this::takeOver, threads);
      waitUntilItIsBlocked();
      assertThat(takeOver).isNotDone();

      daemon.run(WRITE + "COMMIT");

      takeOver.get();
    }
    assertThat(daemon.ask("SELECT epoch FROM lockstep.lease WHERE lane = 1")).isEqualTo("2");
    daemon.isRefused(enter(1, 1), STALE_LEASE, "is not the one that counts");
  }

  @Test
  void whoeverComesDuringATakeOverIsRefusedAfterIt() throws Exception {
    other.run("BEGIN; " + TAKE_OVER);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> late = CompletableFuture.runAsync(this::writeAtEpochOne, threads);
      waitUntilItIsBlocked();

      other.run("COMMIT");

      assertThat(late)
          .failsWithin(java.time.Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("is not the one that counts");
    }
  }

  @Test
  void aRenewalWaitsForNobody() throws SQLException {
    daemon.run("BEGIN; " + enter(1, 1) + WRITE);
    other.run("SET lock_timeout = '1ms'");

    other.run("UPDATE lockstep.lease SET until = now() WHERE lane = 1");

    daemon.run("COMMIT");
  }

  @Test
  void anEpochOnlyGrowsByOne() throws SQLException {
    String update = "UPDATE lockstep.lease SET epoch = %s WHERE lane = 1";
    daemon.isRefused(update.formatted("0"), NOT_ALLOWED, "cannot become");
    daemon.isRefused(update.formatted("3"), NOT_ALLOWED, "cannot become");
    daemon.isAccepted(update.formatted("2"));
  }

  @Test
  void takingOverRaisesTheEpoch() throws SQLException {
    daemon.isRefused(
        "UPDATE lockstep.lease SET holder = 'two' WHERE lane = 1", NOT_ALLOWED, "cannot take it");
  }

  @Test
  void aLeaseNeitherGoesNorBeginsAnew() throws SQLException {
    try (SqlSession owner = database.sqlAsOwner()) {
      daemon.isRefused("DELETE FROM lockstep.lease", NOT_PERMITTED, "permission denied");
      owner.isRefused("DELETE FROM lockstep.lease", APPEND_ONLY, "refused");
      owner.isRefused("UPDATE lockstep.lease SET name = 'x'", NOT_ALLOWED, "cannot become");
      daemon.isRefused(
          "INSERT INTO lockstep.lease (name, holder, epoch, until) VALUES ('x', 'y', 7, now())",
          NOT_ALLOWED,
          "expected 0 for a new one");
    }
  }

  private void takeOver() {
    try {
      other.run(TAKE_OVER);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void writeAtEpochOne() {
    try {
      daemon.run("BEGIN; " + enter(1, 1) + WRITE + "COMMIT");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void waitUntilItIsBlocked() throws SQLException {
    try (SqlSession watcher = database.sqlAsOwner()) {
      String blocked =
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      while ("0".equals(watcher.ask(blocked))) {
        Thread.onSpinWait();
      }
    }
  }
}

package io.lockstep.persistence.rules;

import static io.lockstep.persistence.rules.LaneSql.APPEND_ONLY;
import static io.lockstep.persistence.rules.LaneSql.CHECK;
import static io.lockstep.persistence.rules.LaneSql.FOREIGN_KEY;
import static io.lockstep.persistence.rules.LaneSql.NOT_PERMITTED;
import static io.lockstep.persistence.rules.LaneSql.entered;
import static io.lockstep.persistence.rules.LaneSql.moveFinal;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogRulesTest {
  private TestDatabase database;
  private SqlSession daemon;
  private SqlSession owner;

  @BeforeEach
  void connect() throws SQLException {
    database = LaneSql.withTwoLanes();
    daemon = database.sqlAs(Role.DAEMON);
    owner = database.sqlAsOwner();
  }

  @AfterEach
  void disconnect() throws SQLException {
    daemon.close();
    owner.close();
  }

  @Test
  void changesOfStateAreThere() throws SQLException {
    daemon.isAccepted(entered(moveFinal(1, 2, "12", 101)));

    assertThat(
            daemon.list("SELECT subject || ': ' || what FROM lockstep.audit_log ORDER BY sequence"))
        .contains("lane 1: registered as 0x0101")
        .contains("lane 2: registered as 0x0202")
        .contains("lease lane 1: epoch 1 taken by one")
        .contains("lane 1: final through message 2, head 0x1212");
    assertWhole();
  }

  @Test
  void appendsComeOneAfterTheOther() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> appends =
          IntStream.range(0, 4).<Future<?>>mapToObj(i -> threads.submit(() -> append(25))).toList();
      for (Future<?> append : appends) {
        append.get();
      }
    }
    assertWhole();
  }

  private void append(int times) {
    try (SqlSession session = database.sqlAs(Role.DAEMON)) {
      for (int i = 0; i < times; i++) {
        session.run("INSERT INTO lockstep.audit_log (subject, what) VALUES ('test', 'append')");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTransactionTakenBackLeavesNoGap() throws SQLException {
    daemon.run(
        "BEGIN; INSERT INTO lockstep.audit_log (subject, what) VALUES ('test', 'lost'); ROLLBACK");
    append(1);

    assertWhole();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE lockstep.audit_log SET what = 'nothing'",
        "DELETE FROM lockstep.audit_log",
        "TRUNCATE lockstep.audit_log CASCADE"
      })
  void aRowStaysAsItWasWritten(String sql) throws SQLException {
    daemon.isRefused(sql, NOT_PERMITTED, "permission denied");
    owner.isRefused(sql, APPEND_ONLY, "refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequence", "recorded_at", "actor", "operator", "hash", "previous_hash"})
  void theDaemonWritesNothingButWhatHappened(String column) throws SQLException {
    daemon.isRefused(
        "INSERT INTO lockstep.audit_log (subject, what, %s) VALUES ('a', 'b', NULL)"
            .formatted(column),
        NOT_PERMITTED,
        "permission denied");
  }

  @Test
  void whatTheOwnerInventsIsOverwritten() throws SQLException {
    owner.run(
        "INSERT INTO lockstep.audit_log (sequence, actor, subject, what) VALUES (9999, 'somebody', 'a', 'b')");

    assertThat(owner.ask("SELECT count(*) FROM lockstep.audit_log WHERE actor = 'somebody'"))
        .isEqualTo("0");
    assertWhole();
  }

  @Test
  void rowsSayWhatTheyAreAbout() throws SQLException {
    String insert = "INSERT INTO lockstep.audit_log (subject, what) VALUES (%s)";
    daemon.isRefused(insert.formatted("'', 'b'"), CHECK, "subject_is_named");
    daemon.isRefused(insert.formatted("'a', ''"), CHECK, "what_is_told");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what = 'nothing'",
        "actor = 'somebody'",
        "operator = 'somebody'",
        "subject = 'something'",
        "recorded_at = recorded_at + interval '1 microsecond'"
      })
  void anEditedRowShowsWhereItIs(String edit) throws SQLException {
    withoutTriggers("UPDATE lockstep.audit_log SET %s WHERE sequence = 3".formatted(edit));

    assertThat(daemon.ask("SELECT lockstep.first_audit_break()")).isEqualTo("3");
  }

  @Test
  void aRowTakenOutShowsWhereItWas() throws SQLException {
    withoutTriggers("DELETE FROM lockstep.audit_log WHERE sequence = 2");

    assertThat(daemon.ask("SELECT lockstep.first_audit_break()")).isEqualTo("3");
  }

  @Test
  void aRowForgedWholeShowsAtTheNext() throws SQLException {
    withoutTriggers(
        """
        UPDATE lockstep.audit_log SET what = 'forged' WHERE sequence = 2;
        UPDATE lockstep.audit_log AS a SET hash = lockstep.audit_hash(a) WHERE sequence = 2
        """);

    assertThat(daemon.ask("SELECT lockstep.first_audit_break()")).isEqualTo("3");
  }

  @Test
  void evenWithoutTriggersTheForeignKeyHoldsTheChain() throws SQLException {
    owner.run("ALTER TABLE lockstep.audit_log DISABLE TRIGGER append_only");

    owner.isRefused(
        "DELETE FROM lockstep.audit_log WHERE sequence = 2",
        FOREIGN_KEY,
        "audit_follows_the_entry_before");
  }

  /** As somebody with the files of the server could. */
  private void withoutTriggers(String sql) throws SQLException {
    owner.run(
        "SET session_replication_role = replica; " + sql + "; RESET session_replication_role");
  }

  private void assertWhole() throws SQLException {
    assertThat(daemon.ask("SELECT lockstep.first_audit_break()")).isNull();
  }
}

package io.lockstep.persistence.rules;

import static io.lockstep.persistence.rules.LaneSql.APPEND_ONLY;
import static io.lockstep.persistence.rules.LaneSql.CHECK;
import static io.lockstep.persistence.rules.LaneSql.FOREIGN_KEY;
import static io.lockstep.persistence.rules.LaneSql.NOT_ALLOWED;
import static io.lockstep.persistence.rules.LaneSql.NOT_PERMITTED;
import static io.lockstep.persistence.rules.LaneSql.UNIQUE;
import static io.lockstep.persistence.rules.LaneSql.entered;
import static io.lockstep.persistence.rules.LaneSql.h;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Halts and quarantines end by a recorded decision, and by nothing else. */
class DecisionRulesTest {
  private TestDatabase database;
  private SqlSession daemon;
  private SqlSession operator;
  private SqlSession owner;

  @BeforeEach
  void connect() throws SQLException {
    database = LaneSql.withTwoLanes();
    daemon = database.sqlAs(Role.DAEMON);
    operator = database.sqlAs(Role.OPERATOR);
    owner = database.sqlAsOwner();
    daemon.isAccepted(
        entered(
            """
            INSERT INTO lockstep.incident (lane, kind, text) VALUES (1, 'FINALITY_BROKEN', 'a final block went');
            INSERT INTO lockstep.lane_halt (lane, incident) VALUES (1, 1);
            INSERT INTO lockstep.provider (chain, name) VALUES (31337, 'liar'), (31337, 'other');
            """
                + disproof("liar", "99")
                + "INSERT INTO lockstep.quarantine (chain, provider, disproof, reason) VALUES (31337, 'liar', 1, 'it lied');"));
  }

  @AfterEach
  void disconnect() throws SQLException {
    daemon.close();
    operator.close();
    owner.close();
  }

  private static String disproof(String provider, String said) {
    return """
    INSERT INTO lockstep.disproof (
      lane, chain, provider, read_from_number, read_from_hash, from_nonce, from_head, said_nonce, said_head, block_number,
      block_hash, proven_nonce, proven_head, paired_nonce, paired_head, proof)
    VALUES (1, 31337, '%s', 100, %s, 0, %s, 2, %s, 101, %s, 2, %s, 0, %s, '\\x00');
    """
        .formatted(provider, h("b0"), h("01"), h(said), h("b1"), h("12"), h("02"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lane_halt", "quarantine"})
  void theDaemonLiftsNothing(String table) throws SQLException {
    daemon.isRefused(
        "UPDATE lockstep.%s SET lifted_by = 1".formatted(table),
        NOT_PERMITTED,
        "permission denied");
  }

  @Test
  void theDaemonDecidesNothing() throws SQLException {
    daemon.isRefused(
        "INSERT INTO lockstep.audit_log (operator, subject, what) VALUES ('ann', 'halt 1', 'go on')",
        NOT_PERMITTED,
        "permission denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lane_halt", "quarantine"})
  void whatIsNoDecisionLiftsNothing(String table) throws SQLException {
    owner.run("INSERT INTO lockstep.audit_log (subject, what) VALUES ('halt 1', 'a change')");
    operator.isRefused(
        "UPDATE lockstep.%s SET lifted_by = (SELECT max(sequence) FROM lockstep.audit_log)"
            .formatted(table),
        FOREIGN_KEY,
        "lifted_by_a_decision");
  }

  @Test
  void aDecisionLiftsWhatItNames() throws SQLException {
    operator.isRefused(
        decide("halt 2") + lift("lane_halt"), FOREIGN_KEY, "halt_is_lifted_by_a_decision");
    operator.isRefused(
        decide("halt 1") + lift("quarantine"), FOREIGN_KEY, "quarantine_is_lifted_by_a_decision");

    operator.isAccepted(decide("halt 1") + lift("lane_halt"));
    operator.isAccepted(decide("quarantine 1") + lift("quarantine"));

    assertThat(operator.ask("SELECT state FROM ops.lanes WHERE lane_id LIKE '0x01%'"))
        .isEqualTo("FOLLOWING");
    assertThat(operator.ask("SELECT state FROM ops.providers WHERE name = 'liar'"))
        .isEqualTo("NOT_QUARANTINED");
  }

  @Test
  void whatIsLiftedStaysLifted() throws SQLException {
    operator.isAccepted(decide("halt 1") + lift("lane_halt"));

    operator.isRefused(
        "UPDATE lockstep.lane_halt SET lifted_by = NULL", NOT_ALLOWED, "can only be lifted, once");
    operator.isRefused(
        decide("halt 1") + lift("lane_halt"), NOT_ALLOWED, "can only be lifted, once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE lockstep.lane_halt SET lane = 2, lifted_by = 1",
        "UPDATE lockstep.lane_halt SET halted_at = now(), lifted_by = 1",
        "UPDATE lockstep.quarantine SET reason = 'none', lifted_by = 1"
      })
  void liftingChangesNothingElse(String sql) throws SQLException {
    operator.isRefused(sql, NOT_PERMITTED, "permission denied");
    owner.isRefused(sql, NOT_ALLOWED, "can only be lifted, once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"incident", "disproof", "provider", "lane_halt", "quarantine"})
  void nothingIsTakenOut(String table) throws SQLException {
    String delete = "DELETE FROM lockstep." + table;
    daemon.isRefused(delete, NOT_PERMITTED, "permission denied");
    owner.isRefused(delete, APPEND_ONLY, "refused");
    owner.isRefused("TRUNCATE lockstep." + table + " CASCADE", APPEND_ONLY, "refused");
  }

  @Test
  void anIncidentStaysAsItWasTold() throws SQLException {
    daemon.isRefused(
        "UPDATE lockstep.incident SET text = 'nothing'", NOT_PERMITTED, "permission denied");
    owner.isRefused("UPDATE lockstep.incident SET text = 'nothing'", APPEND_ONLY, "refused");
    owner.isRefused("UPDATE lockstep.disproof SET said_nonce = 1", APPEND_ONLY, "refused");
  }

  @Test
  void aHaltHasAnIncidentOfItsLane() throws SQLException {
    daemon.isRefused(
        LaneSql.enter(2, 1) + "INSERT INTO lockstep.lane_halt (lane, incident) VALUES (2, 1)",
        UNIQUE,
        "incident_halts_once");
    daemon.isRefused(
        LaneSql.enter(2, 1)
            + """
            INSERT INTO lockstep.incident (lane, kind, text) VALUES (1, 'REORG', 'of lane 1');
            INSERT INTO lockstep.lane_halt (lane, incident) SELECT 2, max(incident) FROM lockstep.incident
            """,
        FOREIGN_KEY,
        "halt_has_an_incident_of_its_lane");
  }

  @Test
  void aProviderIsQuarantinedOnceAndForWhatItSaid() throws SQLException {
    String quarantine =
        "INSERT INTO lockstep.quarantine (chain, provider, disproof, reason) VALUES (31337, '%s', 1, 'again')";
    daemon.isRefused(quarantine.formatted("liar"), UNIQUE, "provider_is_quarantined_once");
    daemon.isRefused(
        quarantine.formatted("other"), FOREIGN_KEY, "quarantine_has_a_disproof_of_its_provider");
  }

  @Test
  void aDisproofContradictsWhatWasSaid() throws SQLException {
    daemon.isRefused(disproof("liar", "12"), CHECK, "said_is_not_what_is_proven");
    daemon.isRefused(disproof("stranger", "98"), FOREIGN_KEY, "disproof_chain_provider_fkey");
  }

  private static String decide(String subject) {
    return "INSERT INTO lockstep.audit_log (operator, subject, what) VALUES ('ann', '%s', 'looked into it');"
        .formatted(subject);
  }

  private static String lift(String table) {
    return "UPDATE lockstep.%s SET lifted_by = (SELECT max(sequence) FROM lockstep.audit_log)"
        .formatted(table);
  }
}

package io.lockstep.persistence.rules;

import static io.lockstep.persistence.rules.LaneSql.APPEND_ONLY;
import static io.lockstep.persistence.rules.LaneSql.CHECK;
import static io.lockstep.persistence.rules.LaneSql.FOREIGN_KEY;
import static io.lockstep.persistence.rules.LaneSql.NOT_ALLOWED;
import static io.lockstep.persistence.rules.LaneSql.NOT_PERMITTED;
import static io.lockstep.persistence.rules.LaneSql.RESTRICT;
import static io.lockstep.persistence.rules.LaneSql.UNIQUE;
import static io.lockstep.persistence.rules.LaneSql.entered;
import static io.lockstep.persistence.rules.LaneSql.h;
import static io.lockstep.persistence.rules.LaneSql.lane;
import static io.lockstep.persistence.rules.LaneSql.message;
import static io.lockstep.persistence.rules.LaneSql.moveFinal;
import static io.lockstep.persistence.rules.LaneSql.movePaired;
import static io.lockstep.persistence.rules.LaneSql.position;
import static io.lockstep.persistence.rules.LaneSql.proof;
import static io.lockstep.persistence.rules.LaneSql.proofAtFinal;
import static io.lockstep.persistence.rules.LaneSql.sighting;

import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first lane has messages 0, 1 and 2 with the heads 01, 11 and 12. */
class LaneLogRulesTest {
  private static final String COLUMNS =
      "head, message_hash, block_hash, sender, gas_limit, deadline, kind, log_index";

  private static TestDatabase database;
  private SqlSession daemon;
  private SqlSession owner;

  @BeforeAll
  static void create() throws SQLException {
    database = LaneSql.withTwoLanes();
  }

  @BeforeEach
  void connect() throws SQLException {
    daemon = database.sqlAs(Role.DAEMON);
    owner = database.sqlAsOwner();
  }

  @AfterEach
  void disconnect() throws SQLException {
    daemon.close();
    owner.close();
  }

  // message

  @Test
  void aMessageFollowsTheOneBefore() throws SQLException {
    daemon.wouldBeAccepted(entered(message(1, 3, "13", "12")));
  }

  @Test
  void noMessageIsLeftOut() throws SQLException {
    refused(message(1, 4, "14", "12"), FOREIGN_KEY, "message_follows_the_one_before");
  }

  @Test
  void noMessageIsThereTwice() throws SQLException {
    refused(message(1, 2, "13", "11"), UNIQUE, "message_is_final_once");
  }

  @Test
  void noMessageFollowsAHeadThatIsNotThere() throws SQLException {
    refused(message(1, 3, "13", "99"), FOREIGN_KEY, "message_follows_the_one_before");
  }

  @Test
  void noMessageFollowsAnotherLanesHead() throws SQLException {
    refused(message(1, 1, "13", "02"), UNIQUE, "message_is_final_once");
    refused(message(1, 3, "13", "02"), FOREIGN_KEY, "message_follows_the_one_before");
  }

  @Test
  void onlyTheGenesisHasNoPredecessor() throws SQLException {
    refused(
        message(1, 3, "13", "12").replace(", " + h("12"), ", NULL"),
        CHECK,
        "only_genesis_has_no_predecessor");
  }

  @Test
  void thereIsNoSecondGenesis() throws SQLException {
    refused(LaneSql.genesis(1), UNIQUE, "message_is_final_once");
  }

  @Test
  void theGenesisHeadIsTheLanesId() throws SQLException {
    String registration = lane(3) + LaneSql.lease(3) + LaneSql.enter(3, 0) + LaneSql.genesis(3);
    owner.run("SELECT setval('lockstep.lane_lane_seq', 2)");
    daemon.isRefused(
        registration.replace("3, 0, " + h("03"), "3, 0, " + h("04")),
        FOREIGN_KEY,
        "genesis_is_the_lanes");
  }

  @Test
  void noMessageIsWithoutContents() throws SQLException {
    refused(
        "INSERT INTO lockstep.message (lane, nonce, head, previous_head) VALUES (1, 3, %s, %s)"
            .formatted(h("13"), h("12")),
        CHECK,
        "only_genesis_is_empty");
  }

  @Test
  void twoMessagesHaveNotOneId() throws SQLException {
    refused(
        message(1, 3, "13", "12").replace("sha256('1 3')", "sha256('1 2')"),
        UNIQUE,
        "message_has_its_own_id");
  }

  @ParameterizedTest
  @CsvSource({
    "head, hash_has_32_bytes",
    "message_hash, hash_has_32_bytes",
    "block_hash, hash_has_32_bytes",
    "sender, address_has_20_bytes",
    "gas_limit, count_is_not_negative",
    "deadline, count_is_not_negative",
    "kind, kind_is_known",
    "log_index, log_index_is_not_negative"
  })
  void valuesAreWhatTheySay(String column, String constraint) throws SQLException {
    refused(
        """
        INSERT INTO lockstep.message (
          lane, nonce, previous_head, message_id, recipient, payload, transaction_hash, block_number, %s)
        SELECT lane, 3, head, sha256('new'), recipient, payload, transaction_hash, block_number, %s
        FROM lockstep.message WHERE lane = 1 AND nonce = 2
        """
            .formatted(COLUMNS, COLUMNS.replaceFirst("\\b" + column + "\\b", wrong(column))),
        CHECK,
        constraint);
  }

  private static String wrong(String column) {
    return switch (column) {
      case "head", "message_hash", "block_hash", "sender" -> "decode('0102', 'hex')";
      default -> "-1";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE lockstep.message SET gas_limit = 1 WHERE nonce = 2",
        "DELETE FROM lockstep.message WHERE nonce = 2",
        "TRUNCATE lockstep.message CASCADE"
      })
  void aMessageStaysAsItWasWritten(String sql) throws SQLException {
    daemon.isRefused(entered(sql), NOT_PERMITTED, "permission denied");
    owner.isRefused(entered(sql), APPEND_ONLY, "refused");
  }

  // lane

  @Test
  void aLaneIsRegisteredOnce() throws SQLException {
    daemon.isRefused(lane(1), UNIQUE, "lane_lane_id_key");
    daemon.isRefused(lane(1).replace(h("01"), h("05")), UNIQUE, "lane_is_registered_once");
  }

  @Test
  void aLaneJoinsTwoChains() throws SQLException {
    daemon.isRefused(lane(4).replace("31338", "31337"), CHECK, "lane_joins_two_chains");
    daemon.isRefused(lane(4).replace("31338", "0"), CHECK, "chain_id_is_uint64");
    daemon.isRefused(lane(4).replace("31338", "18446744073709551616"), CHECK, "chain_id_is_uint64");
    daemon.isRefused(
        lane(4).replace(LaneSql.a("b1"), LaneSql.a("00")), CHECK, "gateways_are_not_zero");
  }

  @Test
  void aLaneStaysAsItWasRegistered() throws SQLException {
    owner.isRefused("UPDATE lockstep.lane SET source_chain = 5", APPEND_ONLY, "refused");
    owner.isRefused("DELETE FROM lockstep.lane", APPEND_ONLY, "refused");
  }

  // position

  @Test
  void theFinalPositionMovesForward() throws SQLException {
    daemon.wouldBeAccepted(entered(moveFinal(1, 2, "12", 101)));
  }

  @Test
  void theFinalPositionNeverMovesBack() throws SQLException {
    refused(moveFinal(1, 2, "12", 102) + moveFinal(1, 1, "11", 103), NOT_ALLOWED, "cannot become");
  }

  @Test
  void theFinalBlockNeverMovesBack() throws SQLException {
    refused(moveFinal(1, 2, "12", 102) + moveFinal(1, 2, "12", 101), NOT_ALLOWED, "cannot become");
  }

  @Test
  void theFinalBlockIsNotExchanged() throws SQLException {
    refused(moveFinal(1, 2, "12", 100), NOT_ALLOWED, "cannot become");
  }

  @Test
  void finalIsAMessageOfTheLog() throws SQLException {
    refused(moveFinal(1, 3, "13", 101), FOREIGN_KEY, "final_is_a_message");
    refused(moveFinal(1, 2, "13", 101), FOREIGN_KEY, "final_is_a_message");
  }

  @Test
  void theLogEndsWhereTheLaneIsFinal() throws SQLException {
    refused(moveFinal(1, 1, "11", 101), NOT_ALLOWED, "the log goes beyond message 1");
  }

  @Test
  void nothingIsReadThroughLessThanWhatIsFinal() throws SQLException {
    refused(
        "UPDATE lockstep.position SET read_through_number = 99 WHERE lane = 1",
        CHECK,
        "read_through_is_not_before_final");
    refused(
        "UPDATE lockstep.position SET read_through_hash = %s WHERE lane = 1".formatted(h("b5")),
        CHECK,
        "read_through_is_not_before_final");
  }

  @Test
  void aLaneHasOnePositionThatStays() throws SQLException {
    refused(position(1), UNIQUE, "position_pkey");
    daemon.isRefused(entered("DELETE FROM lockstep.position"), NOT_PERMITTED, "permission denied");
    owner.isRefused(entered("DELETE FROM lockstep.position"), APPEND_ONLY, "refused");
  }

  // sighting

  @Test
  void sightingsHangOnTheFinalPosition() throws SQLException {
    daemon.wouldBeAccepted(
        entered(sighting(1, 1, "21", "01", true) + sighting(1, 2, "22", "21", false)));
  }

  @Test
  void theFirstSightingFollowsTheFinalPositionAndNothingElse() throws SQLException {
    refused(
        sighting(1, 3, "23", "12", true), FOREIGN_KEY, "first_sighting_follows_the_final_position");
  }

  @Test
  void noSightingIsLeftOut() throws SQLException {
    refused(
        sighting(1, 1, "21", "01", true) + sighting(1, 3, "23", "21", false),
        FOREIGN_KEY,
        "sighting_follows_the_one_before");
  }

  @Test
  void noSightingFollowsAnotherHead() throws SQLException {
    refused(
        sighting(1, 1, "21", "01", true) + sighting(1, 2, "22", "99", false),
        FOREIGN_KEY,
        "sighting_follows_the_one_before");
  }

  @Test
  void noSightingIsThereTwice() throws SQLException {
    refused(
        sighting(1, 1, "21", "01", true) + sighting(1, 1, "22", "01", true),
        UNIQUE,
        "message_is_seen_once");
  }

  @Test
  void sightingsGoFromTheTopOnly() throws SQLException {
    String three =
        sighting(1, 1, "21", "01", true)
            + sighting(1, 2, "22", "21", false)
            + sighting(1, 3, "23", "22", false);
    refused(
        three + "DELETE FROM lockstep.sighting WHERE nonce = 2",
        RESTRICT,
        "sighting_follows_the_one_before");
    daemon.wouldBeAccepted(entered(three + "DELETE FROM lockstep.sighting WHERE nonce >= 2;"));
  }

  @Test
  void theFinalPositionLeavesNoSightingBehind() throws SQLException {
    refused(
        sighting(1, 1, "21", "01", true) + moveFinal(1, 2, "12", 101),
        FOREIGN_KEY,
        "first_sighting_follows_the_final_position");
  }

  // proof

  @Test
  void aProofIsOfASighting() throws SQLException {
    refused(proof(1, 1, "21", 101), FOREIGN_KEY, "proof_is_of_a_sighting");
    refused(
        sighting(1, 1, "21", "01", true) + proof(1, 1, "22", 101),
        FOREIGN_KEY,
        "proof_is_of_a_sighting");
  }

  @Test
  void aBlockProvesOneHead() throws SQLException {
    String two = sighting(1, 1, "21", "01", true) + sighting(1, 2, "22", "21", false);
    refused(two + proof(1, 1, "21", 101) + proof(1, 2, "22", 101), UNIQUE, "block_proves_one_head");
  }

  @Test
  void noSightingGoesBeforeItsProof() throws SQLException {
    refused(
        sighting(1, 1, "21", "01", true)
            + proof(1, 1, "21", 101)
            + "DELETE FROM lockstep.sighting WHERE lane = 1",
        RESTRICT,
        "proof_is_of_a_sighting");
  }

  @Test
  void aProofWithoutASightingIsOfTheFinalPosition() throws SQLException {
    daemon.isAccepted(entered(proofAtFinal(1, 0, "01", 101)));
    daemon.isAccepted(entered("DELETE FROM lockstep.proof WHERE lane = 1;"));
    refused(proofAtFinal(1, 0, "0f", 101), FOREIGN_KEY, "proof_is_of_the_final_position");
    refused(
        proofAtFinal(1, 0, "01", 101) + moveFinal(1, 2, "12", 101),
        FOREIGN_KEY,
        "proof_is_of_the_final_position");
  }

  // What the paired lane has executed

  @Test
  void whatIsExecutedStaysExecuted() throws SQLException {
    refused(movePaired(1, 2, "d2"), NOT_ALLOWED, "cannot become");
    refused(movePaired(1, 3, "d9"), NOT_ALLOWED, "cannot become");
  }

  private void refused(String sql, String state, String why) throws SQLException {
    daemon.isRefused(entered(sql), state, why);
  }
}

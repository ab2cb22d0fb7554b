package io.lockstep.persistence.rules;

import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import java.sql.SQLException;

/** Statements about lanes, as somebody would type them who goes around the Java code. */
final class LaneSql {
  static final String CHECK = "23514";
  static final String FOREIGN_KEY = "23503";
  static final String RESTRICT = "23001";
  static final String UNIQUE = "23505";
  static final String NOT_PERMITTED = "42501";
  static final String STALE_LEASE = "LS001";
  static final String APPEND_ONLY = "LS002";
  static final String NOT_ALLOWED = "LS003";

  private LaneSql() {}

  /** A database with two lanes at epoch 1, of which the first has messages 1 and 2. */
  static TestDatabase withTwoLanes() throws SQLException {
    TestDatabase database = TestServer.migrated();
    try (SqlSession sql = database.sqlAs(Role.DAEMON)) {
      sql.isAccepted(lane(1) + lease(1) + enter(1, 0) + genesis(1) + position(1));
      sql.isAccepted(lane(2) + lease(2) + enter(2, 0) + genesis(2) + position(2));
      sql.isAccepted("UPDATE lockstep.lease SET epoch = 1, holder = 'one'");
      sql.isAccepted(entered(message(1, 1, "11", "01") + message(1, 2, "12", "11")));
    }
    return database;
  }

  /** The lane's id is its number thirty-two times. */
  static String lane(int lane) {
    return """
    INSERT INTO lockstep.lane (lane_id, source_chain, source_gateway, destination_chain, destination_gateway, channel)
    VALUES (%s, 31337, %s, 31338, %s, %s);
    """
        .formatted(h("0" + lane), a("a1"), a("b1"), h("c" + lane));
  }

  static String lease(int lane) {
    return "INSERT INTO lockstep.lease (name, lane, holder, epoch, until) VALUES ('lane %1$d', %1$d, 'nobody', 0, now());\n"
        .formatted(lane);
  }

  static String enter(int lane, int epoch) {
    return "SELECT lockstep.enter_lease(%d, %d);\n".formatted(lane, epoch);
  }

  /** Under the right lease of the first lane. */
  static String entered(String sql) {
    return enter(1, 1) + sql;
  }

  static String genesis(int lane) {
    return "INSERT INTO lockstep.message (lane, nonce, head) VALUES (%d, 0, %s);\n"
        .formatted(lane, h("0" + lane));
  }

  static String position(int lane) {
    return """
    INSERT INTO lockstep.position (
      lane, final_nonce, final_head, final_block_number, final_block_hash, paired_nonce, paired_head, read_through_number,
      read_through_hash)
    VALUES (%d, 0, %s, 100, %s, 3, %s, 100, %s);
    """
        .formatted(lane, h("0" + lane), h("b0"), h("d3"), h("b0"));
  }

  static String message(int lane, long nonce, String head, String previous) {
    return """
    INSERT INTO lockstep.message (
      lane, nonce, head, previous_head, message_id, message_hash, kind, sender, recipient, gas_limit, deadline, payload,
      block_number, block_hash, transaction_hash, log_index)
    VALUES (%d, %d, %s, %s, sha256('%d %d'), %s, 1, %s, %s, 100000, 0, '\\x00', 101, %s, %s, 0);
    """
        .formatted(
            lane,
            nonce,
            h(head),
            h(previous),
            lane,
            nonce,
            h("ee"),
            a("51"),
            a("52"),
            h("b1"),
            h("f1"));
  }

  static String sighting(int lane, long nonce, String head, String previous, boolean afterFinal) {
    return """
    INSERT INTO lockstep.sighting (
      lane, nonce, head, previous_head, after_final, message_id, message_hash, kind, sender, recipient, gas_limit,
      deadline, payload, block_number, block_hash, transaction_hash, log_index)
    VALUES (%d, %d, %s, %s, %b, sha256('%d %d'), %s, 1, %s, %s, 100000, 0, '\\x00', 101, %s, %s, 0);
    """
        .formatted(
            lane,
            nonce,
            h(head),
            h(previous),
            afterFinal,
            lane,
            nonce,
            h("ee"),
            a("51"),
            a("52"),
            h("b1"),
            h("f1"));
  }

  static String proof(int lane, long nonce, String head, long block) {
    return proof(lane, nonce, head, block, false);
  }

  static String proofAtFinal(int lane, long nonce, String head, long block) {
    return proof(lane, nonce, head, block, true);
  }

  private static String proof(int lane, long nonce, String head, long block, boolean atFinal) {
    return """
    INSERT INTO lockstep.proof (lane, nonce, head, at_final, block_number, block_hash, paired_nonce, paired_head, proof)
    VALUES (%d, %d, %s, %b, %d, %s, 4, %s, '\\x00');
    """
        .formatted(lane, nonce, h(head), atFinal, block, h("b1"), h("d4"));
  }

  static String movePaired(int lane, long nonce, String head) {
    return "UPDATE lockstep.position SET paired_nonce = %d, paired_head = %s WHERE lane = %d;\n"
        .formatted(nonce, h(head), lane);
  }

  static String moveFinal(int lane, long nonce, String head, long block) {
    return """
    UPDATE lockstep.position
    SET final_nonce = %d, final_head = %s, final_block_number = %d, final_block_hash = %s,
        read_through_number = 999, read_through_hash = %s
    WHERE lane = %d;
    """
        .formatted(nonce, h(head), block, h("b1"), h("b9"), lane);
  }

  /** A hash of one byte, repeated. */
  static String h(String octet) {
    return "decode(repeat('%s', 32), 'hex')".formatted(octet);
  }

  static String a(String octet) {
    return "decode(repeat('%s', 20), 'hex')".formatted(octet);
  }
}

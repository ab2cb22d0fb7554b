package io.lockstep.persistence.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dashboards filter by finds its rows by an index, however many messages there are. */
class OpsPlansTest {
  private static final TestDatabase TEST = TestServer.migrated();
  private static SqlSession owner;

  @BeforeAll
  static void fill() throws SQLException {
    owner = TEST.sqlAsOwner();
    owner.run(
        """
        SET session_replication_role = replica;
        INSERT INTO lockstep.lane (lane_id, source_chain, source_gateway, destination_chain, destination_gateway, channel)
        SELECT decode(repeat('0' || i, 32), 'hex'), 1, substring(sha256('s') FOR 20), 2, substring(sha256('d') FOR 20),
               decode(repeat('c' || i, 32), 'hex')
        FROM generate_series(1, 2) AS i;
        INSERT INTO lockstep.message (
          lane, nonce, head, previous_head, message_id, message_hash, kind, sender, recipient, gas_limit, deadline, payload,
          block_number, block_hash, transaction_hash, log_index)
        SELECT 1 + i % 2, 1 + i / 2, sha256(i::text::bytea), sha256('p'), sha256(('m' || i)::bytea), sha256('h'), 1,
               substring(sha256('a') FOR 20), substring(sha256('b') FOR 20), 1, 0, '', 1, sha256('k'), sha256('t'), 0
        FROM generate_series(0, 19999) AS i;
        RESET session_replication_role;
        ANALYZE
        """);
  }

  @AfterAll
  static void close() throws SQLException {
    owner.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lane_id = '0x0101010101010101010101010101010101010101010101010101010101010101' AND nonce BETWEEN 5000 AND 5050",
        "lane_id = '0x0101010101010101010101010101010101010101010101010101010101010101' AND nonce = 77",
        "message_id = '0x0101010101010101010101010101010101010101010101010101010101010101'"
      })
  void findsByAnIndex(String filter) throws SQLException {
    String plan = owner.list("EXPLAIN SELECT * FROM ops.messages WHERE " + filter);

    assertThat(plan).contains("Index Scan").doesNotContain("Seq Scan on message");
  }

  @Test
  void theNewestOfALaneComeByAnIndexToo() throws SQLException {
    assertThat(
            owner.list(
                """
                EXPLAIN SELECT * FROM ops.messages
                WHERE lane_id = '0x0101010101010101010101010101010101010101010101010101010101010101' AND nonce > 9950
                ORDER BY nonce DESC LIMIT 50
                """))
        .doesNotContain("Seq Scan on message");
  }

  @Test
  void positionsDoNotLookAtMessages() throws SQLException {
    assertThat(owner.list("EXPLAIN SELECT * FROM ops.positions")).doesNotContain("Scan on message");
  }
}

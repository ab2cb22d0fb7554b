package io.lockstep.persistence.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.persistence.SqlSession;
import io.lockstep.persistence.TestDatabase;
import io.lockstep.persistence.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dashboards ask of an attester is found by an index, however much it has signed. */
class AttesterOpsPlansTest {
  private static final TestDatabase TEST = TestServer.attester();
  private static SqlSession owner;

  @BeforeAll
  static void fill() throws SQLException {
    owner = TEST.sqlAsOwner();
    owner.run(
        """
        SET session_replication_role = replica;
        INSERT INTO lockstep.lane (lane_id, source_chain, source_gateway, destination_chain, destination_gateway, channel)
        VALUES (decode(repeat('01', 32), 'hex'), 1, substring(sha256('s') FOR 20), 2, substring(sha256('d') FOR 20), sha256('c'));
        INSERT INTO lockstep.signed_head (lane, nonce, head, from_nonce, holds, key_epoch, digest)
        SELECT 1, i, sha256(i::text::bytea), i - 1, '', 1, sha256(('d' || i)::bytea) FROM generate_series(1, 20000) AS i;
        INSERT INTO lockstep.checkpoint (lane, nonce, digest, head, from_nonce, holds, key_epoch, signature)
        SELECT 1, i, sha256(('d' || i)::bytea), sha256(i::text::bytea), i - 1, '', 1, decode(repeat('00', 96), 'hex')
        FROM generate_series(1, 20000) AS i;
        INSERT INTO lockstep.used_commitment (commitment, digest)
        SELECT sha256(('u' || i)::bytea), sha256('d') FROM generate_series(1, 20000) AS i;
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
        "ops.signed_heads WHERE lane_id = '0x0101010101010101010101010101010101010101010101010101010101010101' AND nonce BETWEEN 5000 AND 5050",
        "ops.checkpoints WHERE lane_id = '0x0101010101010101010101010101010101010101010101010101010101010101' AND nonce > 19990",
        "ops.ledger"
      })
  void findsByAnIndex(String what) throws SQLException {
    String plan = owner.list("EXPLAIN SELECT * FROM " + what);

    assertThat(plan)
        .contains("Index")
        .doesNotContain("Seq Scan on signed_head")
        .doesNotContain("Seq Scan on checkpoint")
        .doesNotContain("Seq Scan on used_commitment");
  }
}

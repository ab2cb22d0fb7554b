package io.lockstep.persistence.lane;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.domain.LogPlace;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.port.LaneStore;
import io.lockstep.model.LaneStoreContract;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.TestServer;
import io.lockstep.persistence.lease.PostgresLeases;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresLaneStoreContractTest extends LaneStoreContract {
  private final Database database = TestServer.migrated().open();

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected LaneStore store() {
    new LaneRegistry(database).register(SampleLane.number(1).lane(), LANE, START);
    Lease lease =
        new PostgresLeases(database, "one")
            .acquire(Lease.nameOf(LANE), Duration.ofMinutes(1))
            .orElseThrow();
    return PostgresLaneStore.open(database, LANE, lease);
  }

  @Override
  protected List<Sighting> log(LaneStore store) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT nonce, head, message_hash, kind, sender, recipient, gas_limit, deadline, payload, block_number,
                       block_hash, transaction_hash, log_index
                FROM lockstep.message WHERE nonce > 0 ORDER BY nonce
                """)
            .map((row, _) -> sighting(row))
            .list());
  }

  private static Sighting sighting(ResultSet row) throws SQLException {
    Route route =
        new Route(
            RouteKind.ofCode(row.getInt("kind")),
            Address.of(row.getBytes("sender")),
            Address.of(row.getBytes("recipient")),
            row.getLong("gas_limit"));
    return new Sighting(
        Rows.head(row, "nonce", "head"),
        new Message(route, row.getLong("deadline"), Bytes.copyOf(row.getBytes("payload"))),
        Rows.hash(row, "message_hash"),
        new LogPlace(
            Rows.block(row, "block_number", "block_hash"),
            Rows.hash(row, "transaction_hash"),
            row.getInt("log_index")));
  }
}

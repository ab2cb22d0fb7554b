package io.lockstep.persistence.attester;

import io.lockstep.core.domain.RefusalCount;
import io.lockstep.core.port.RefusalStore;
import io.lockstep.persistence.Database;
import io.lockstep.protocol.LaneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What an attester refused, in PostgreSQL. */
public final class PostgresRefusals implements RefusalStore {
  private final Database database;

  public PostgresRefusals(Database database) {
    this.database = database;
  }

  @Override
  public void add(List<RefusalCount> counts) {
    if (counts.isEmpty()) {
      return;
    }
    database.transact(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              INSERT INTO lockstep.refusal AS r (coordinator, lane, reason, refusals, last_text, last_at)
              VALUES (:coordinator, :lane, :reason, :refusals, :last_text, :last_at)
              ON CONFLICT (coordinator, lane, reason) DO UPDATE
              SET refusals = r.refusals + excluded.refusals, last_text = excluded.last_text, last_at = excluded.last_at
              """);
      for (RefusalCount count : counts) {
        batch
            .bind("coordinator", count.coordinator())
            .bind("lane", count.lane().map(LaneId::toString).orElse(""))
            .bind("reason", count.reason())
            .bind("refusals", count.refusals())
            .bind("last_text", count.lastText())
            .bind("last_at", count.lastAt().atOffset(ZoneOffset.UTC))
            .add();
      }
      return batch.execute().length;
    });
  }
}

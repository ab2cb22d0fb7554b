package io.lockstep.persistence.attester;

import io.lockstep.core.domain.FinalMessage;
import io.lockstep.core.domain.Judgement;
import io.lockstep.core.domain.Lease;
import io.lockstep.core.policy.judging.Transfer;
import io.lockstep.core.policy.judging.Volumes;
import io.lockstep.core.port.JudgementStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;
import io.lockstep.persistence.lane.Fence;
import io.lockstep.persistence.lane.Incidents;
import io.lockstep.persistence.lane.LaneKey;
import io.lockstep.persistence.lane.Rows;
import io.lockstep.protocol.LaneId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What an attester has made of one lane's final messages, under the lane's lease. */
public final class PostgresJudgementStore implements JudgementStore {
  private static final String UNJUDGED =
      """
      SELECT m.nonce, m.message_hash, m.kind, m.sender, m.recipient, m.gas_limit, m.deadline, m.payload, m.final_since
      FROM lockstep.message AS m JOIN lockstep.judged AS j ON j.lane = m.lane
      WHERE m.lane = :lane AND m.nonce > j.nonce
      ORDER BY m.nonce
      LIMIT :count_max
      """;

  private static final String VOLUME =
      """
      SELECT coalesce(sum(amount), 0) FROM lockstep.judged_volume
      WHERE lane = :lane AND asset = :asset AND judged_at >= :since
      """;

  private final Database database;
  private final LaneKey lane;
  private final Fence fence;

  private PostgresJudgementStore(Database database, LaneKey lane, Fence fence) {
    this.database = database;
    this.lane = lane;
    this.fence = fence;
  }

  /** The store of a lane that is registered; any other is refused. */
  public static PostgresJudgementStore open(Database database, LaneId lane, Lease lease) {
    LaneKey key = LaneKey.of(database, lane);
    Fence fence = new Fence(database, key, lease);
    fence.transact(handle -> begin(handle, key));
    return new PostgresJudgementStore(database, key, fence);
  }

  private static int begin(Handle handle, LaneKey lane) {
    return handle
        .createUpdate(
            """
            INSERT INTO lockstep.judged (lane, nonce) VALUES (:lane, 0) ON CONFLICT (lane) DO NOTHING
            """)
        .bind("lane", lane.key())
        .execute();
  }

  @Override
  public Optional<String> halted() {
    return database.read(handle -> Incidents.oldestOpenHalt(handle, lane));
  }

  @Override
  public List<FinalMessage> unjudged(int countMax) {
    return database.read(handle ->
        handle
            .createQuery(UNJUDGED)
            .bind("lane", lane.key())
            .bind("count_max", countMax)
            .map((row, _) -> read(row))
            .list());
  }

  private static FinalMessage read(ResultSet row) throws SQLException {
    return new FinalMessage(
        row.getLong("nonce"),
        Rows.message(row),
        Rows.hash(row, "message_hash"),
        row.getObject("final_since", OffsetDateTime.class).toInstant());
  }

  @Override
  public Volumes volumes() {
    return (moment, asset) ->
        database.read(handle ->
            handle
                .createQuery(VOLUME)
                .bind("lane", lane.key())
                .bind("asset", asset.toArray())
                .bind("since", moment.atOffset(ZoneOffset.UTC))
                .mapTo(BigDecimal.class)
                .one()
                .toBigIntegerExact());
  }

  @Override
  public void keep(List<Judgement> judgements) {
    fence.transact(handle -> {
      hold(handle, judgements);
      addVolumes(handle, judgements);
      return move(handle, judgements);
    });
  }

  private void hold(Handle handle, List<Judgement> judgements) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO lockstep.hold (lane, nonce, reason) VALUES (:lane, :nonce, :reason)
            """);
    for (Judgement judgement : judgements) {
      judgement
          .hold()
          .ifPresent(reason ->
              batch
                  .bind("lane", lane.key())
                  .bind("nonce", judgement.message().nonce())
                  .bind("reason", reason)
                  .add());
    }
    batch.execute();
  }

  private void addVolumes(Handle handle, List<Judgement> judgements) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO lockstep.judged_volume AS v (lane, asset, judged_at, amount)
            VALUES (:lane, :asset, date_trunc('second', now()), :amount)
            ON CONFLICT (lane, asset, judged_at) DO UPDATE SET amount = v.amount + excluded.amount
            """);
    judgements.stream()
        .filter(judgement -> judgement.hold().isEmpty())
        .flatMap(judgement -> Transfer.of(judgement.message().message()).stream())
        .forEach(transfer ->
            batch
                .bind("lane", lane.key())
                .bind("asset", transfer.asset().toArray())
                .bind("amount", new BigDecimal(transfer.amount()))
                .add());
    batch.execute();
  }

  private int move(Handle handle, List<Judgement> judgements) {
    int moved =
        handle
            .createUpdate(
                """
                UPDATE lockstep.judged SET nonce = :last WHERE lane = :lane AND nonce = :before
                """)
            .bind("lane", lane.key())
            .bind("before", judgements.getFirst().message().nonce() - 1)
            .bind("last", judgements.getLast().message().nonce())
            .execute();
    if (moved != 1) {
      throw new StorageException(
          Code.OVERTAKEN,
          "message %d is not the next to be judged any more; read again"
              .formatted(judgements.getFirst().message().nonce()));
    }
    return moved;
  }
}

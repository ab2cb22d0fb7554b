package io.lockstep.persistence.attester;

import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.core.port.CheckpointStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.LaneKey;
import io.lockstep.persistence.lane.Rows;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Finished checkpoints in PostgreSQL. */
public final class PostgresCheckpoints implements CheckpointStore {
  private static final String BEYOND =
      """
      SELECT nonce, digest, head, from_nonce, holds, key_epoch, signature
      FROM lockstep.checkpoint AS c
      WHERE lane = :lane AND nonce > :nonce
        AND NOT EXISTS (
          SELECT FROM lockstep.message AS m WHERE m.lane = c.lane AND m.nonce = c.nonce AND m.head <> c.head)
      ORDER BY nonce DESC, finished_at DESC
      LIMIT :count_max
      """;

  /** The incident tells the digest: what an operator has decided about is not told again. */
  private static final String CONTRADICTING =
      """
      SELECT c.nonce, c.digest, c.head, c.from_nonce, c.holds, c.key_epoch, c.signature
      FROM lockstep.checkpoint AS c
      JOIN lockstep.message AS m ON m.lane = c.lane AND m.nonce = c.nonce
      WHERE c.lane = :lane AND c.nonce > :nonce AND m.head <> c.head
        AND NOT EXISTS (
          SELECT FROM lockstep.incident AS i
          WHERE i.lane = c.lane AND i.kind = 'CHECKPOINT_CONTRADICTED' AND strpos(i.text, lockstep.hex(c.digest)) > 0)
      ORDER BY c.nonce, c.digest
      """;

  private final Database database;

  public PostgresCheckpoints(Database database) {
    this.database = database;
  }

  @Override
  public void keep(KeptCheckpoint kept) {
    Checkpoint checkpoint = kept.checkpoint();
    LaneKey lane = LaneKey.of(database, checkpoint.lane());
    database.transact(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO lockstep.checkpoint (lane, nonce, digest, head, from_nonce, holds, key_epoch, signature)
                VALUES (:lane, :nonce, :digest, :head, :from, :holds, :key_epoch, :signature)
                ON CONFLICT (lane, nonce, digest) DO NOTHING
                """)
            .bind("lane", lane.key())
            .bind("nonce", checkpoint.nonce())
            .bind("digest", kept.digest().toArray())
            .bind("head", checkpoint.head().toArray())
            .bind("from", checkpoint.from())
            .bind("holds", checkpoint.holds().encode().toArray())
            .bind("key_epoch", checkpoint.keyEpoch())
            .bind("signature", kept.signature().encode().toArray())
            .execute());
  }

  @Override
  public List<KeptCheckpoint> beyond(LaneId lane, long nonce, int countMax) {
    LaneKey key = LaneKey.of(database, lane);
    return database.read(handle ->
        handle
            .createQuery(BEYOND)
            .bind("lane", key.key())
            .bind("nonce", nonce)
            .bind("count_max", countMax)
            .map((row, _) -> read(row, lane))
            .list());
  }

  @Override
  public List<KeptCheckpoint> contradicting(LaneId lane, long nonce) {
    LaneKey key = LaneKey.of(database, lane);
    return database.read(handle ->
        handle
            .createQuery(CONTRADICTING)
            .bind("lane", key.key())
            .bind("nonce", nonce)
            .map((row, _) -> read(row, lane))
            .list());
  }

  private static KeptCheckpoint read(ResultSet row, LaneId lane) throws SQLException {
    Checkpoint checkpoint =
        new Checkpoint(
            lane,
            row.getLong("from_nonce"),
            row.getLong("nonce"),
            Rows.hash(row, "head"),
            Holds.decode(Bytes.copyOf(row.getBytes("holds"))),
            row.getLong("key_epoch"));
    return new KeptCheckpoint(
        checkpoint,
        Rows.hash(row, "digest"),
        FrostSignature.decode(Bytes.copyOf(row.getBytes("signature"))));
  }
}

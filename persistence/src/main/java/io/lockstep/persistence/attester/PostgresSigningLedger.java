package io.lockstep.persistence.attester;

import io.lockstep.core.domain.CommitmentUse;
import io.lockstep.core.domain.Incident;
import io.lockstep.core.domain.LaneLedger;
import io.lockstep.core.domain.RulingLedger;
import io.lockstep.core.domain.SignedHead;
import io.lockstep.core.domain.SignedRuling;
import io.lockstep.core.port.SigningLedger;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.Incidents;
import io.lockstep.persistence.lane.LaneKey;
import io.lockstep.persistence.lane.Rows;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an attester has signed, in PostgreSQL. What must not be signed is refused by the schema,
 * also where the caller was wrong.
 */
public final class PostgresSigningLedger implements SigningLedger {
  /** A followed lane with the one that comes back. */
  private record Pair(LaneKey lane, LaneKey paired) {}

  /** One more than a list can have: whoever holds so many agrees to no list anyway. */
  private static final int HOLDS_MAX = Holds.COUNT_MAX + 1;

  private static final String LANE =
      """
      SELECT p.final_nonce, p.final_head, p.paired_nonce, p.paired_head, back.paired_nonce AS executed,
             coalesce((SELECT j.nonce FROM lockstep.judged AS j WHERE j.lane = p.lane), 0) AS judged,
             (SELECT m.head FROM lockstep.message AS m WHERE m.lane = p.lane AND m.nonce = :nonce) AS head,
             (SELECT m.head FROM lockstep.message AS m WHERE m.lane = back.lane AND m.nonce = p.paired_nonce) AS own_paired_head,
             (SELECT i.text FROM lockstep.lane_halt AS h JOIN lockstep.incident AS i ON i.incident = h.incident
              WHERE h.lane IN (p.lane, back.lane) AND h.lifted_by IS NULL ORDER BY h.halt LIMIT 1) AS halted,
             held.nonces AS held_nonces, held.hashes AS held_hashes, other.nonces AS other_nonces, other.hashes AS other_hashes
      FROM lockstep.position AS p
      CROSS JOIN lockstep.position AS back
      CROSS JOIN LATERAL (
        SELECT array_agg(first.nonce) AS nonces, array_agg(first.message_hash) AS hashes
        FROM (
          SELECT CAST(m.nonce AS bigint) AS nonce, CAST(m.message_hash AS bytea) AS message_hash
          FROM lockstep.hold AS h JOIN lockstep.message AS m ON m.lane = h.lane AND m.nonce = h.nonce
          WHERE h.lane = p.lane AND h.nonce > :from AND h.nonce <= :nonce
          ORDER BY h.nonce LIMIT :holds_max) AS first) AS held
      CROSS JOIN LATERAL (
        SELECT array_agg(CAST(m.nonce AS bigint)) AS nonces, array_agg(CAST(m.message_hash AS bytea)) AS hashes
        FROM lockstep.message AS m
        WHERE m.lane = p.lane AND m.nonce = ANY (:others)
          AND NOT EXISTS (SELECT FROM lockstep.hold AS h WHERE h.lane = m.lane AND h.nonce = m.nonce)) AS other
      WHERE p.lane = :lane AND back.lane = :paired
      """;

  private static final String MESSAGE =
      """
      SELECT back.paired_nonce AS executed,
             (SELECT m.message_hash FROM lockstep.message AS m WHERE m.lane = :lane AND m.nonce = :nonce) AS message_hash,
             (SELECT r.decision FROM lockstep.operator_ruling AS r WHERE r.lane = :lane AND r.nonce = :nonce) AS decision,
             (SELECT i.text FROM lockstep.lane_halt AS h JOIN lockstep.incident AS i ON i.incident = h.incident
              WHERE h.lane IN (:lane, :paired) AND h.lifted_by IS NULL ORDER BY h.halt LIMIT 1) AS halted
      FROM lockstep.position AS back WHERE back.lane = :paired
      """;

  private final Database database;
  private final Map<LaneId, Pair> pairs;

  private PostgresSigningLedger(Database database, Map<LaneId, Pair> pairs) {
    this.database = database;
    this.pairs = pairs;
  }

  /**
   * Opens the ledger.
   *
   * @param lanes the followed ones, in both directions, all of them registered
   */
  public static PostgresSigningLedger open(Database database, Collection<Lane> lanes) {
    Map<LaneId, Pair> pairs = new HashMap<>();
    for (Lane lane : lanes) {
      pairs.put(
          lane.id(),
          new Pair(LaneKey.of(database, lane.id()), LaneKey.of(database, lane.paired().id())));
    }
    return new PostgresSigningLedger(database, Map.copyOf(pairs));
  }

  private Pair pair(LaneId lane) {
    Pair pair = pairs.get(lane);
    if (pair == null) {
      throw new IllegalArgumentException(
          "lane: found %s, expected one of %s".formatted(lane, pairs.keySet()));
    }
    return pair;
  }

  @Override
  public LaneLedger lane(LaneId lane, long from, long nonce, Set<Long> held) {
    Pair pair = pair(lane);
    return database.read(handle ->
        handle
            .createQuery(LANE)
            .bind("lane", pair.lane().key())
            .bind("paired", pair.paired().key())
            .bind("from", from)
            .bind("nonce", nonce)
            .bind("holds_max", HOLDS_MAX)
            .bindArray("others", Long.class, held)
            .map((row, _) -> lane(row))
            .one());
  }

  private static LaneLedger lane(ResultSet row) throws SQLException {
    return new LaneLedger(
        Optional.ofNullable(row.getString("halted")),
        Rows.head(row, "final_nonce", "final_head"),
        row.getLong("judged"),
        hash(row, "head"),
        Rows.head(row, "paired_nonce", "paired_head"),
        hash(row, "own_paired_head"),
        row.getLong("executed"),
        new TreeMap<>(hashes(row.getArray("held_nonces"), row.getArray("held_hashes"))),
        hashes(row.getArray("other_nonces"), row.getArray("other_hashes")));
  }

  private static Optional<Hash32> hash(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getBytes(column)).map(Hash32::of);
  }

  private static Map<Long, Hash32> hashes(@Nullable Array nonces, @Nullable Array hashes)
      throws SQLException {
    Map<Long, Hash32> byNonce = new HashMap<>();
    if (nonces != null && hashes != null) {
      Long[] keys = (Long[]) nonces.getArray();
      byte[][] values = (byte[][]) hashes.getArray();
      for (int i = 0; i < keys.length; i++) {
        byNonce.put(keys[i], Hash32.of(values[i]));
      }
    }
    return byNonce;
  }

  @Override
  public RulingLedger message(LaneId lane, long nonce) {
    Pair pair = pair(lane);
    return database.read(handle ->
        handle
            .createQuery(MESSAGE)
            .bind("lane", pair.lane().key())
            .bind("paired", pair.paired().key())
            .bind("nonce", nonce)
            .map((row, _) -> message(row))
            .one());
  }

  private static RulingLedger message(ResultSet row) throws SQLException {
    int decision = row.getInt("decision");
    return new RulingLedger(
        Optional.ofNullable(row.getString("halted")),
        hash(row, "message_hash"),
        row.getLong("executed"),
        decision == 0 ? Optional.empty() : Optional.of(Decision.ofCode(decision)));
  }

  @Override
  public void record(SignedHead signed) {
    Checkpoint checkpoint = signed.checkpoint();
    Pair pair = pair(checkpoint.lane());
    database.transact(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO lockstep.signed_head (lane, nonce, head, from_nonce, holds, key_epoch, digest)
                VALUES (:lane, :nonce, :head, :from, :holds, :key_epoch, :digest)
                ON CONFLICT (digest) DO NOTHING
                """)
            .bind("lane", pair.lane().key())
            .bind("nonce", checkpoint.nonce())
            .bind("head", checkpoint.head().toArray())
            .bind("from", checkpoint.from())
            .bind("holds", checkpoint.holds().encode().toArray())
            .bind("key_epoch", checkpoint.keyEpoch())
            .bind("digest", signed.digest().toArray())
            .execute());
  }

  @Override
  public void record(SignedRuling signed) {
    Pair pair = pair(signed.ruling().lane());
    database.transact(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO lockstep.signed_ruling (lane, nonce, decision, key_epoch, digest)
                VALUES (:lane, :nonce, :decision, :key_epoch, :digest)
                ON CONFLICT (lane, nonce, key_epoch) DO NOTHING
                """)
            .bind("lane", pair.lane().key())
            .bind("nonce", signed.ruling().nonce())
            .bind("decision", signed.ruling().decision().code())
            .bind("key_epoch", signed.ruling().keyEpoch())
            .bind("digest", signed.digest().toArray())
            .execute());
  }

  @Override
  public CommitmentUse use(Hash32 commitment, Hash32 digest) {
    return database.transact(handle ->
        handle
            .createQuery(
                """
                INSERT INTO lockstep.used_commitment (commitment, digest) VALUES (:commitment, :digest)
                ON CONFLICT (commitment) DO NOTHING
                RETURNING height
                """)
            .bind("commitment", commitment.toArray())
            .bind("digest", digest.toArray())
            .mapTo(Long.class)
            .findOne()
            .<CommitmentUse>map(CommitmentUse.First::new)
            .orElseGet(CommitmentUse.Repeated::new));
  }

  @Override
  public long height() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT coalesce(max(height), 0) FROM lockstep.used_commitment
                """)
            .mapTo(Long.class)
            .one());
  }

  @Override
  public void haltPair(LaneId lane, Incident incident) {
    Pair pair = pair(lane);
    database.transact(handle -> {
      Incidents.haltAll(handle, List.of(pair.lane(), pair.paired()), incident);
      return incident;
    });
  }
}

package io.lockstep.persistence.attester;

import io.lockstep.core.domain.Unsigned;
import io.lockstep.core.port.UnsignedStore;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.lane.LaneKey;
import io.lockstep.persistence.lane.Rows;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What waits to be signed, in PostgreSQL. A checkpoint with another head than the one that is final
 * here is evidence, and signs nothing.
 */
public final class PostgresUnsigned implements UnsignedStore {
  private record Pair(LaneKey lane, LaneKey paired) {}

  private final Database database;
  private final Map<LaneId, Pair> pairs;

  private PostgresUnsigned(Database database, Map<LaneId, Pair> pairs) {
    this.database = database;
    this.pairs = pairs;
  }

  /**
   * Opens it.
   *
   * @param lanes the followed ones, in both directions, all of them registered
   */
  public static PostgresUnsigned open(Database database, Collection<Lane> lanes) {
    Function<Lane, Pair> pair =
        lane -> new Pair(LaneKey.of(database, lane.id()), LaneKey.of(database, lane.paired().id()));
    return new PostgresUnsigned(
        database, lanes.stream().collect(Collectors.toUnmodifiableMap(Lane::id, pair)));
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
  public Unsigned of(LaneId lane, long keyEpoch) {
    Pair pair = pair(lane);
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT back.paired_nonce AS executed,
                       coalesce((SELECT j.nonce FROM lockstep.judged AS j WHERE j.lane = :lane), 0) AS judged,
                       coalesce((SELECT max(c.nonce) FROM lockstep.checkpoint AS c
                                 WHERE c.lane = :lane AND c.key_epoch = :key_epoch
                                   AND NOT EXISTS (SELECT FROM lockstep.message AS m
                                                   WHERE m.lane = c.lane AND m.nonce = c.nonce AND m.head <> c.head)), 0) AS signed
                FROM lockstep.position AS back WHERE back.lane = :paired
                """)
            .bind("lane", pair.lane().key())
            .bind("paired", pair.paired().key())
            .bind("key_epoch", keyEpoch)
            .map((row, _) ->
                new Unsigned(row.getLong("judged"), row.getLong("executed"), row.getLong("signed")))
            .one());
  }

  @Override
  public Hash32 headAt(LaneId lane, long nonce) {
    Pair pair = pair(lane);
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT m.head FROM lockstep.message AS m WHERE m.lane = :lane AND m.nonce = :nonce")
            .bind("lane", pair.lane().key())
            .bind("nonce", nonce)
            .map((row, _) -> Rows.hash(row, "head"))
            .one());
  }
}

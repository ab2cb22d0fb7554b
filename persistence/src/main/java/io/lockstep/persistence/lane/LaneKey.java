package io.lockstep.persistence.lane;

import io.lockstep.persistence.Database;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;
import io.lockstep.protocol.LaneId;

/** A registered lane: its id outside, and the small number that its rows carry. */
public record LaneKey(LaneId id, int key) {
  private static final String FIND =
      """
      SELECT lane FROM lockstep.lane WHERE lane_id = :lane_id
      """;

  public static LaneKey of(Database database, LaneId lane) {
    return database
        .read(handle ->
            handle
                .createQuery(FIND)
                .bind("lane_id", lane.value().toArray())
                .mapTo(Integer.class)
                .findOne())
        .map(key -> new LaneKey(lane, key))
        .orElseThrow(() ->
            new StorageException(
                Code.UNKNOWN_LANE, "lane %s is not registered; register it first".formatted(lane)));
  }
}

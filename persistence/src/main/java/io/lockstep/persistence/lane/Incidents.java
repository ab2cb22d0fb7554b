package io.lockstep.persistence.lane;

import io.lockstep.core.domain.Incident;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What went wrong with a lane, and whether it stands still because of it. */
public final class Incidents {
  private static final String RECORD =
      """
      INSERT INTO lockstep.incident (lane, kind, text) VALUES (:lane, :kind, :text) RETURNING incident
      """;

  private static final String HALT =
      """
      INSERT INTO lockstep.lane_halt (lane, incident) VALUES (:lane, :incident)
      """;

  private static final String OLDEST_OPEN_HALT =
      """
      SELECT i.text
      FROM lockstep.lane_halt AS h JOIN lockstep.incident AS i ON i.incident = h.incident
      WHERE h.lane = :lane AND h.lifted_by IS NULL
      ORDER BY h.halt
      LIMIT 1
      """;

  private static final String EPOCH =
      """
      SELECT epoch FROM lockstep.lease WHERE lane = :lane FOR KEY SHARE
      """;

  private Incidents() {}

  public static long record(Handle handle, LaneKey lane, Incident incident) {
    return handle
        .createQuery(RECORD)
        .bind("lane", lane.key())
        .bind("kind", incident.kind().name())
        .bind("text", incident.text())
        .mapTo(Long.class)
        .one();
  }

  static void halt(Handle handle, LaneKey lane, Incident incident) {
    handle
        .createUpdate(HALT)
        .bind("lane", lane.key())
        .bind("incident", record(handle, lane, incident))
        .execute();
  }

  /**
   * Halts lanes without a lease of one's own: to stop is everybody's right, so it is done in the
   * name of whoever works the lane.
   */
  public static void haltAll(Handle handle, List<LaneKey> lanes, Incident incident) {
    for (LaneKey lane : lanes) {
      Fence.enter(handle, lane, epoch(handle, lane));
      if (oldestOpenHalt(handle, lane).isEmpty()) {
        halt(handle, lane, incident);
      }
    }
  }

  private static long epoch(Handle handle, LaneKey lane) {
    return handle.createQuery(EPOCH).bind("lane", lane.key()).mapTo(Long.class).one();
  }

  public static Optional<String> oldestOpenHalt(Handle handle, LaneKey lane) {
    return handle
        .createQuery(OLDEST_OPEN_HALT)
        .bind("lane", lane.key())
        .mapTo(String.class)
        .findOne();
  }
}

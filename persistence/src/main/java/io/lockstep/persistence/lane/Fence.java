package io.lockstep.persistence.lane;

import io.lockstep.core.domain.Lease;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.Database.Work;
import org.jdbi.v3.core.Handle;

/**
 * Transactions that write to one lane, under the epoch of one lease. They wait for each other, and
 * a take-over of the lease waits for them.
 */
public final class Fence {
  private static final String ENTER =
      """
      SELECT CAST(lockstep.enter_lease(:lane, :epoch) AS text)
      """;

  /** A statement of its own, so that what is read after it is no older than the lock. */
  private static final String WAIT_FOR_TURN =
      """
      SELECT lane FROM lockstep.position WHERE lane = :lane FOR NO KEY UPDATE
      """;

  private final Database database;
  private final LaneKey lane;
  private final Lease lease;

  public Fence(Database database, LaneKey lane, Lease lease) {
    if (!lease.name().equals(Lease.nameOf(lane.id()))) {
      throw new IllegalArgumentException(
          "lease: found %s, expected %s".formatted(lease.name(), Lease.nameOf(lane.id())));
    }
    this.database = database;
    this.lane = lane;
    this.lease = lease;
  }

  public <T> T transact(Work<T> work) {
    return database.transact(handle -> {
      enter(handle, lane, lease.epoch());
      handle.createQuery(WAIT_FOR_TURN).bind("lane", lane.key()).mapTo(Integer.class).one();
      return work.with(handle);
    });
  }

  static void enter(Handle handle, LaneKey lane, long epoch) {
    handle
        .createQuery(ENTER)
        .bind("lane", lane.key())
        .bind("epoch", epoch)
        .mapTo(String.class)
        .one();
  }
}

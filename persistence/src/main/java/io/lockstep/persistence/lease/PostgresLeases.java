package io.lockstep.persistence.lease;

import io.lockstep.core.domain.Lease;
import io.lockstep.core.port.Leases;
import io.lockstep.persistence.Database;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The leases of one holder. The server's clock is the only one that is asked. */
public final class PostgresLeases implements Leases {
  private final Database database;
  private final String holder;

  public PostgresLeases(Database database, String holder) {
    this.database = database;
    this.holder = holder;
  }

  @Override
  public Optional<Lease> acquire(String name, Duration length) {
    return database.transact(handle -> {
      makeSureItExists(handle, name);
      return handle
          .createQuery(
              """
              UPDATE lockstep.lease
              SET holder = :holder, epoch = epoch + 1, until = clock_timestamp() + :length_ms * interval '1 millisecond'
              WHERE name = :name AND (until <= clock_timestamp() OR holder = :holder)
              RETURNING epoch
              """)
          .bind("name", name)
          .bind("holder", holder)
          .bind("length_ms", length.toMillis())
          .mapTo(Long.class)
          .findOne()
          .map(epoch -> new Lease(name, holder, epoch));
    });
  }

  /** A lane's lease came with the lane; any other comes with the first who wants it. */
  private void makeSureItExists(Handle handle, String name) {
    handle
        .createUpdate(
            """
            INSERT INTO lockstep.lease (name, holder, epoch, until) VALUES (:name, 'nobody', 0, '-infinity')
            ON CONFLICT (name) DO NOTHING
            """)
        .bind("name", name)
        .execute();
  }

  @Override
  public boolean renew(Lease lease, Duration length) {
    return extend(lease, length.toMillis());
  }

  @Override
  public void release(Lease lease) {
    extend(lease, 0);
  }

  private boolean extend(Lease lease, long lengthMs) {
    int updated =
        database.transact(handle ->
            handle
                .createUpdate(
                    """
                    UPDATE lockstep.lease
                    SET until = clock_timestamp() + :length_ms * interval '1 millisecond'
                    WHERE name = :name AND epoch = :epoch AND holder = :holder
                    """)
                .bind("name", lease.name())
                .bind("epoch", lease.epoch())
                .bind("holder", lease.holder())
                .bind("length_ms", lengthMs)
                .execute());
    return updated == 1;
  }
}

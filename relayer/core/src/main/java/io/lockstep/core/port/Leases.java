package io.lockstep.core.port;

import io.lockstep.core.domain.Lease;
import java.time.Duration;
import java.util.Optional;

/**
 * Who works what. Time only decides who may try to take over; what keeps two holders apart is the
 * epoch that every write names.
 */
public interface Leases {
  /**
   * Takes the lease over under a new epoch, if it is free, has run out, or was this holder's own
   * before a restart. Waits for transactions that run under the old epoch.
   */
  Optional<Lease> acquire(String name, Duration length);

  /** Whether the lease is still this one's, and now for longer. */
  boolean renew(Lease lease, Duration length);

  /** Lets others try at once. Nothing happens if somebody else has it already. */
  void release(Lease lease);
}

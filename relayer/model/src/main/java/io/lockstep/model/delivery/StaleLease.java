package io.lockstep.model.delivery;

import io.lockstep.core.Failure;
import io.lockstep.core.domain.Lease;

/** A write under a lease that has passed to somebody else. */
public final class StaleLease extends Failure {
  private static final long serialVersionUID = 1L;

  StaleLease(Lease lease, long current) {
    super(
        "%s: found epoch %d, expected %d: somebody else has it"
            .formatted(lease.name(), lease.epoch(), current),
        null);
  }

  @Override
  public Kind kind() {
    return Kind.TRANSIENT;
  }
}

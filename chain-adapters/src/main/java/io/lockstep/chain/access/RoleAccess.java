package io.lockstep.chain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An account's membership in a role.
 *
 * @param since from when, which may be in the future; nothing for an account that is not a member
 * @param delay how long it waits before it acts
 * @param change what the delay will be later, if that is decided already
 */
public record RoleAccess(
    Optional<Instant> since, Duration delay, Optional<ScheduledDelay.Change> change) {

  public static final RoleAccess NONE =
      new RoleAccess(Optional.empty(), Duration.ZERO, Optional.empty());

  public boolean isMember() {
    return since.isPresent();
  }
}

package io.lockstep.core.domain.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * The reverts in a row of intents that begin at the same message, since one that did not revert.
 *
 * @param last the latest one and when it was seen, if there is any
 */
public record Reverts(int count, Optional<Last> last) {
  public static final Reverts NONE = new Reverts(0, Optional.empty());

  /** The latest. */
  public record Last(Revert revert, Instant at) {}
}

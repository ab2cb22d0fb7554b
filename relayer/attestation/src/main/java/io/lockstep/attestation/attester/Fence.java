package io.lockstep.attestation.attester;

import java.util.Optional;

/** Whether an attester may sign at all. */
@FunctionalInterface
public interface Fence {
  Fence OPEN = Optional::empty;

  /** Why it may not. */
  Optional<String> closed();

  /** Closed if one of both is; this one tells first. */
  default Fence and(Fence other) {
    return () -> closed().or(other::closed);
  }
}

package io.lockstep.model;

import io.lockstep.core.Failure;

/** What passes by itself in a simulated world. */
public final class SimulatedFailure extends Failure {
  private static final long serialVersionUID = 1L;

  public SimulatedFailure(String message) {
    super(message, null);
  }

  @Override
  public Kind kind() {
    return Kind.TRANSIENT;
  }
}

package io.lockstep.app.prove.attest;

/** A process ends in the middle of what it does. */
final class PowerCut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PowerCut() {
    super("The process ended after a write.", null, false, false);
  }
}

package io.lockstep.model.delivery;

/** The end of a simulated process. Nothing in it runs any more, so nothing may catch this. */
public final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("the process ends here", null, false, false);
  }
}

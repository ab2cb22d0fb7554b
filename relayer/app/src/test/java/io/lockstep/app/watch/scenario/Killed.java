package io.lockstep.app.watch.scenario;

/** The process is no more. Nothing of its own may catch this. */
final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed(String where) {
    super(where);
  }
}

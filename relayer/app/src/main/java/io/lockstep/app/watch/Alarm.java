package io.lockstep.app.watch;

/** Called from a stage's thread when whoever started it has to look. */
interface Alarm {
  /** A write was refused because somebody else works the lane. */
  void leaseIsStale();

  /** A stage's loop is over, told to or not. */
  void ended();
}

package io.lockstep.core.stage;

/** What one step of a stage came to. */
public sealed interface Step {
  /** The position moved, or something was put right: the next step may follow at once. */
  record Moved(String what) implements Step {}

  /** Nothing to do until something changes. */
  record Idle(String why) implements Step {}

  /** Something is in the way that may pass by itself: try again after a while. */
  record Blocked(String why) implements Step {}

  /** Nothing moves until an operator decides. */
  record Halted(String why) implements Step {}
}

package io.lockstep.app.watch;

/** What this process does for a lane. */
public sealed interface LaneState {
  /** In a few words; the rest of the line says why. */
  String word();

  String why();

  /** It is not registered yet, or its lease was not asked for. */
  record Beginning(String why) implements LaneState {
    @Override
    public String word() {
      return "beginning";
    }
  }

  /** Another process holds the lease. */
  record StandingBy(String why) implements LaneState {
    @Override
    public String word() {
      return "standing by";
    }
  }

  /** Under this process's lease. */
  record Following(String why) implements LaneState {
    @Override
    public String word() {
      return "following";
    }
  }

  /** Something is in the way that may pass by itself. */
  record Waiting(String why) implements LaneState {
    @Override
    public String word() {
      return "waiting";
    }
  }

  /** Until an operator decides. */
  record Halted(String why) implements LaneState {
    @Override
    public String word() {
      return "halted";
    }
  }

  /** What must not be was so; this process leaves the lane alone. */
  record Broken(String why) implements LaneState {
    @Override
    public String word() {
      return "broken";
    }
  }
}

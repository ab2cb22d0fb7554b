package io.lockstep.model.delivery;

import io.lockstep.core.port.Pauses;
import io.lockstep.protocol.LaneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Pauses that a test sets and lifts. */
public final class SwitchedPauses implements Pauses {
  private final Set<LaneId> lanes = new HashSet<>();
  private boolean all;

  public void pauseDaemon(boolean paused) {
    all = paused;
  }

  public void pause(LaneId lane) {
    lanes.add(lane);
  }

  public void resume(LaneId lane) {
    lanes.remove(lane);
  }

  @Override
  public Optional<String> daemon() {
    return all ? Optional.of("the daemon, by an operator") : Optional.empty();
  }

  @Override
  public Optional<String> lane(LaneId lane) {
    return lanes.contains(lane) ? Optional.of("the lane, by an operator") : daemon();
  }
}

package io.lockstep.chain.deploy.check;

import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;

/** A lane that should begin on the chain that is looked at, and how this end of it should be. */
record PlannedLane(Lane outbound, LaneEndSettings end) {

  LaneId id() {
    return outbound.id();
  }

  LaneId returnId() {
    return outbound.paired().id();
  }

  @Override
  public String toString() {
    return "chain %s on channel %s".formatted(outbound.destination().chain(), outbound.channel());
  }
}

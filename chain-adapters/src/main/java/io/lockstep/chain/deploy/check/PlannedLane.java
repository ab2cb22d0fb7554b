package io.lockstep.chain.deploy.check;

import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.util.List;

/**
 * A lane that should begin on the chain that is looked at, and how this end of it should be.
 *
 * @param senders all who may send on it, in the order in which they were to be allowed
 */
record PlannedLane(Lane outbound, LaneEndSettings end, List<AllowedSender> senders) {

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

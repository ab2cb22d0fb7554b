package io.lockstep.chain.deploy.check;

import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvent.SenderAllowed;
import io.lockstep.chain.gateway.GatewayEvent.SenderRemoved;
import io.lockstep.chain.gateway.SenderStatus;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.LaneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** On each lane exactly those may send who should, and pay what they should. */
final class SenderCheck {

  private static final SenderStatus NOT_ALLOWED = new SenderStatus(false, false);

  private SenderCheck() {}

  static List<Finding> findings(Subject subject, List<GatewayEvent> history) {
    List<Finding> findings = new ArrayList<>();
    for (PlannedLane lane : subject.plannedLanes()) {
      candidates(lane, history)
          .forEach((sender, expected) ->
              findings.add(
                  subject.finding(
                      "sender %s to %s".formatted(sender, lane),
                      describe(expected),
                      describe(subject.gateway().senderStatus(lane.id(), sender)))));
      findings.add(
          subject.finding(
              "first sender to " + lane,
              lane.senders().stream().findFirst().map(AllowedSender::sender),
              firstSender(lane, history)));
    }
    return findings;
  }

  /**
   * The gateway does not tell whose sends it makes cheap: the first who was allowed while nobody
   * was that.
   */
  private static Optional<Address> firstSender(PlannedLane lane, List<GatewayEvent> history) {
    Optional<Address> first = Optional.empty();
    for (GatewayEvent event : history) {
      if (event instanceof SenderAllowed(LaneId id, Address sender, boolean _)
          && id.equals(lane.id())
          && first.isEmpty()) {
        first = Optional.of(sender);
      } else if (event instanceof SenderRemoved(LaneId id, Address sender)
          && id.equals(lane.id())
          && first.equals(Optional.of(sender))) {
        first = Optional.empty();
      }
    }
    return first;
  }

  /** Those who should, and everybody who was ever allowed. */
  private static Map<Address, SenderStatus> candidates(
      PlannedLane lane, List<GatewayEvent> history) {
    Map<Address, SenderStatus> candidates = new LinkedHashMap<>();
    history.stream()
        .filter(SenderAllowed.class::isInstance)
        .map(SenderAllowed.class::cast)
        .filter(event -> event.lane().equals(lane.id()))
        .forEach(event -> candidates.put(event.sender(), NOT_ALLOWED));
    for (AllowedSender sender : lane.senders()) {
      candidates.put(sender.sender(), new SenderStatus(true, sender.paysFee()));
    }
    return candidates;
  }

  private static String describe(SenderStatus status) {
    return status.allowed()
        ? "allowed, " + (status.paysFee() ? "pays" : "pays nothing")
        : "not allowed";
  }
}

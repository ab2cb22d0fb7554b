package io.lockstep.chain.deploy.check;

import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvent.LaneOpened;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.gateway.InboundLane;
import io.lockstep.chain.gateway.OutboundLane;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.LaneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each lane is open in both directions, to the right gateway; and no other lane is. */
final class LaneCheck {

  private final Subject subject;
  private final GatewayView gateway;
  private final List<LaneOpened> opened;

  private LaneCheck(Subject subject, List<GatewayEvent> history) {
    this.subject = subject;
    this.gateway = subject.gateway();
    this.opened =
        history.stream().filter(LaneOpened.class::isInstance).map(LaneOpened.class::cast).toList();
  }

  static List<Finding> findings(Subject subject, List<GatewayEvent> history) {
    LaneCheck check = new LaneCheck(subject, history);
    List<PlannedLane> planned = subject.plannedLanes();
    List<Finding> findings = new ArrayList<>();
    for (PlannedLane lane : planned) {
      findings.addAll(check.source(lane));
      findings.addAll(check.destination(lane));
    }
    findings.addAll(check.unplanned(planned.stream().map(PlannedLane::id).toList()));
    return findings;
  }

  private List<Finding> source(PlannedLane lane) {
    Optional<OutboundLane> found = gateway.findOutboundLane(lane.id());
    String name = "lane to " + lane;
    return List.of(
        subject.finding(name, open(lane.id()), state(lane.id(), found.isPresent())),
        subject.finding(name + ": closed", Optional.of(false), found.map(OutboundLane::closed)),
        subject.finding(
            name + ": fee", Optional.of(lane.end().fee()), found.map(OutboundLane::fee)),
        subject.finding(
            name + ": return lane",
            Optional.of(lane.returnId()),
            gateway.findPairedLane(lane.id())),
        subject.finding(
            name + ": limits announced", List.of(lane.end().limits()), announced(lane.id())));
  }

  private List<Finding> destination(PlannedLane lane) {
    Optional<InboundLane> found = gateway.findInboundLane(lane.returnId());
    InteroperableAddress peer = lane.outbound().destination();
    String name = "lane from " + lane;
    return List.of(
        subject.finding(name, open(lane.returnId()), state(lane.returnId(), found.isPresent())),
        subject.finding(
            name + ": source chain",
            Optional.of(peer.chain()),
            found.map(InboundLane::sourceChain)),
        subject.finding(
            name + ": return lane",
            Optional.of(lane.id()),
            gateway.findPairedLane(lane.returnId())),
        subject.finding(
            name + ": peer gateway", Optional.of(peer.account()), gateway.findPeer(peer.chain())));
  }

  private List<Finding> unplanned(List<LaneId> planned) {
    return opened.stream()
        .filter(event -> !planned.contains(event.outbound()))
        .map(event -> subject.finding("lane to " + event.peer(), "none", open(event.outbound())))
        .toList();
  }

  private static String open(LaneId lane) {
    return state(lane, true);
  }

  private static String state(LaneId lane, boolean isOpen) {
    return lane + (isOpen ? " open" : " not open");
  }

  private List<Hello> announced(LaneId outbound) {
    return opened.stream()
        .filter(event -> event.outbound().equals(outbound))
        .map(LaneOpened::limits)
        .toList();
  }
}

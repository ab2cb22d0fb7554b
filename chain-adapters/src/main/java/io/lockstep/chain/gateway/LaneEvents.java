package io.lockstep.chain.gateway;

import static io.lockstep.chain.contract.AbiValues.address;
import static io.lockstep.chain.contract.AbiValues.chain;
import static io.lockstep.chain.contract.AbiValues.hash;
import static io.lockstep.chain.contract.AbiValues.lane;

import io.lockstep.chain.bindings.Gateway;
import io.lockstep.chain.contract.EventReaders;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.InteroperableAddress;
import org.web3j.protocol.core.methods.response.Log;

/** What a gateway logs of its lanes and of who may use them. */
final class LaneEvents {

  static final EventReaders<GatewayEvent> READERS =
      new EventReaders<GatewayEvent>()
          .on(Gateway.LANEOPENED_EVENT, LaneEvents::opened)
          .on(Gateway.LANEREADY_EVENT, LaneEvents::ready)
          .on(Gateway.LANECLOSED_EVENT, LaneEvents::closed)
          .on(Gateway.LANEPAUSED_EVENT, LaneEvents::paused)
          .on(Gateway.LANERESUMED_EVENT, LaneEvents::resumed)
          .on(Gateway.SENDERALLOWED_EVENT, LaneEvents::senderAllowed)
          .on(Gateway.SENDERREMOVED_EVENT, LaneEvents::senderRemoved)
          .on(Gateway.FEECHANGED_EVENT, LaneEvents::feeChanged)
          .on(Gateway.FEESWITHDRAWN_EVENT, LaneEvents::feesWithdrawn)
          .on(Gateway.DEFAULTCHANNELCHANGED_EVENT, LaneEvents::defaultChannelChanged);

  private LaneEvents() {}

  private static GatewayEvent opened(Log log) {
    var event = Gateway.getLaneOpenedEventFromLog(log);
    return new GatewayEvent.LaneOpened(
        lane(event.outboundLane),
        lane(event.inboundLane),
        new InteroperableAddress(chain(event.remoteChainId), address(event.remoteGateway)),
        new Channel(hash(event.channel)),
        GatewayStructs.limits(event.limits));
  }

  private static GatewayEvent ready(Log log) {
    var event = Gateway.getLaneReadyEventFromLog(log);
    return new GatewayEvent.LaneReady(
        lane(event.outboundLane), GatewayStructs.limits(event.limits));
  }

  private static GatewayEvent closed(Log log) {
    return new GatewayEvent.LaneClosed(lane(Gateway.getLaneClosedEventFromLog(log).outboundLane));
  }

  private static GatewayEvent paused(Log log) {
    return new GatewayEvent.LanePaused(lane(Gateway.getLanePausedEventFromLog(log).lane));
  }

  private static GatewayEvent resumed(Log log) {
    return new GatewayEvent.LaneResumed(lane(Gateway.getLaneResumedEventFromLog(log).lane));
  }

  private static GatewayEvent senderAllowed(Log log) {
    var event = Gateway.getSenderAllowedEventFromLog(log);
    return new GatewayEvent.SenderAllowed(lane(event.lane), address(event.sender), event.paysFee);
  }

  private static GatewayEvent senderRemoved(Log log) {
    var event = Gateway.getSenderRemovedEventFromLog(log);
    return new GatewayEvent.SenderRemoved(lane(event.lane), address(event.sender));
  }

  private static GatewayEvent feeChanged(Log log) {
    var event = Gateway.getFeeChangedEventFromLog(log);
    return new GatewayEvent.FeeChanged(lane(event.lane), event.fee);
  }

  private static GatewayEvent feesWithdrawn(Log log) {
    var event = Gateway.getFeesWithdrawnEventFromLog(log);
    return new GatewayEvent.FeesWithdrawn(address(event.to), event.amount);
  }

  private static GatewayEvent defaultChannelChanged(Log log) {
    var event = Gateway.getDefaultChannelChangedEventFromLog(log);
    return new GatewayEvent.DefaultChannelChanged(
        address(event.sender), new Channel(hash(event.channel)));
  }
}

package io.lockstep.chain.gateway;

import static io.lockstep.chain.contract.AbiValues.address;
import static io.lockstep.chain.contract.AbiValues.data;
import static io.lockstep.chain.contract.AbiValues.hash;
import static io.lockstep.chain.contract.AbiValues.lane;
import static io.lockstep.chain.contract.AbiValues.number;

import io.lockstep.chain.bindings.Gateway;
import io.lockstep.chain.contract.EventReaders;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import org.web3j.protocol.core.methods.response.Log;

/** What a gateway logs of a message's way. */
final class DeliveryEvents {

  static final EventReaders<GatewayEvent> READERS =
      new EventReaders<GatewayEvent>()
          .on(Gateway.MESSAGEAPPENDED_EVENT, DeliveryEvents::appended)
          .on(Gateway.MESSAGESEXECUTED_EVENT, DeliveryEvents::executed)
          .on(Gateway.MESSAGEPARKED_EVENT, DeliveryEvents::parked)
          .on(Gateway.MESSAGEDELIVERED_EVENT, DeliveryEvents::delivered)
          .on(Gateway.MESSAGERULED_EVENT, DeliveryEvents::ruled)
          .on(Gateway.MESSAGEVOIDED_EVENT, DeliveryEvents::voided)
          .on(Gateway.VOIDAPPENDED_EVENT, DeliveryEvents::voidAppended);

  private DeliveryEvents() {}

  private static GatewayEvent appended(Log log) {
    var event = Gateway.getMessageAppendedEventFromLog(log);
    RouteKind kind = RouteKind.ofCode(event.kind.intValueExact());
    Route route =
        new Route(kind, address(event.sender), address(event.recipient), number(event.gasLimit));
    Bytes messageRecord = data(event.record);
    return new GatewayEvent.MessageAppended(
        lane(event.lane), number(event.nonce), Message.ofRecord(route, messageRecord));
  }

  private static GatewayEvent executed(Log log) {
    var event = Gateway.getMessagesExecutedEventFromLog(log);
    LaneHead last = new LaneHead(number(event.last), hash(event.head));
    return new GatewayEvent.MessagesExecuted(lane(event.lane), number(event.first), last);
  }

  private static GatewayEvent parked(Log log) {
    var event = Gateway.getMessageParkedEventFromLog(log);
    ParkReason reason = ParkReason.ofCode(event.reason.intValueExact());
    return new GatewayEvent.MessageParked(
        lane(event.lane), number(event.nonce), reason, hash(event.messageHash));
  }

  private static GatewayEvent delivered(Log log) {
    var event = Gateway.getMessageDeliveredEventFromLog(log);
    return new GatewayEvent.MessageDelivered(lane(event.lane), number(event.nonce));
  }

  private static GatewayEvent ruled(Log log) {
    var event = Gateway.getMessageRuledEventFromLog(log);
    Decision decision = Decision.ofCode(event.decision.intValueExact());
    return new GatewayEvent.MessageRuled(
        lane(event.lane), number(event.nonce), decision, number(event.keyEpoch));
  }

  private static GatewayEvent voided(Log log) {
    var event = Gateway.getMessageVoidedEventFromLog(log);
    return new GatewayEvent.MessageVoided(
        lane(event.lane), number(event.nonce), hash(event.messageHash));
  }

  private static GatewayEvent voidAppended(Log log) {
    var event = Gateway.getVoidAppendedEventFromLog(log);
    return new GatewayEvent.VoidAppended(
        lane(event.lane), number(event.nonce), lane(event.returnLane), number(event.returnNonce));
  }
}

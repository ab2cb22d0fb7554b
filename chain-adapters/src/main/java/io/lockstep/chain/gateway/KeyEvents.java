package io.lockstep.chain.gateway;

import static io.lockstep.chain.contract.AbiValues.number;
import static io.lockstep.chain.contract.AbiValues.time;

import io.lockstep.chain.bindings.Gateway;
import io.lockstep.chain.contract.EventReaders;
import io.lockstep.protocol.GroupKey;
import org.web3j.protocol.core.methods.response.Log;

/** What a gateway logs of its keys and of itself as a whole. */
final class KeyEvents {

  static final EventReaders<GatewayEvent> READERS =
      new EventReaders<GatewayEvent>()
          .on(Gateway.KEYEPOCHREGISTERED_EVENT, KeyEvents::registered)
          .on(Gateway.KEYEPOCHKILLED_EVENT, KeyEvents::killed)
          .on(Gateway.GATEWAYPAUSED_EVENT, _ -> new GatewayEvent.GatewayPaused())
          .on(Gateway.GATEWAYRESUMED_EVENT, _ -> new GatewayEvent.GatewayResumed());

  private KeyEvents() {}

  private static GatewayEvent registered(Log log) {
    var event = Gateway.getKeyEpochRegisteredEventFromLog(log);
    return new GatewayEvent.KeyEpochRegistered(
        number(event.keyEpoch), new GroupKey(event.px, event.py), time(event.startsAt));
  }

  private static GatewayEvent killed(Log log) {
    return new GatewayEvent.KeyEpochKilled(
        number(Gateway.getKeyEpochKilledEventFromLog(log).keyEpoch));
  }
}

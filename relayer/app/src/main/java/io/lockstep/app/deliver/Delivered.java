package io.lockstep.app.deliver;

import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.gateway.ParkReason;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.List;

/**
 * What one transaction did to a lane.
 *
 * @param first the first message that it executed, with {@code last} the last
 * @param parked those of them that were not delivered
 */
record Delivered(Hash32 transaction, long gasUsed, long first, long last, List<Parked> parked) {
  record Parked(long nonce, ParkReason reason) {}

  Delivered {
    parked = List.copyOf(parked);
  }

  static Delivered of(Receipt receipt, Address gateway) {
    long first = 0;
    long last = 0;
    List<Parked> parked = new ArrayList<>();
    for (GatewayEvent event : GatewayEvents.in(receipt, gateway)) {
      if (event instanceof GatewayEvent.MessagesExecuted executed) {
        first = executed.first();
        last = executed.last().nonce();
      } else if (event
          instanceof GatewayEvent.MessageParked(var _, long nonce, var reason, var _)) {
        parked.add(new Parked(nonce, reason));
      }
    }
    return new Delivered(receipt.transaction(), receipt.gasUsed(), first, last, parked);
  }

  /** How many reached their recipients. */
  long count() {
    return last - first + 1 - parked.size();
  }
}

package io.lockstep.chain.gateway;

import io.lockstep.chain.contract.EventReaders;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import java.util.List;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Reads a gateway's logs. What another contract has logged is passed over, however alike it looks.
 */
public final class GatewayEvents {

  private static final EventReaders<GatewayEvent> READERS =
      new EventReaders<GatewayEvent>()
          .and(LaneEvents.READERS)
          .and(DeliveryEvents.READERS)
          .and(KeyEvents.READERS);

  private GatewayEvents() {}

  /** The gateway's own events in a transaction, in order. */
  public static List<GatewayEvent> in(Receipt receipt, Address gateway) {
    return of(receipt.logs(), gateway);
  }

  /** The gateway's own events among the logs, in order. */
  public static List<GatewayEvent> of(List<Log> logs, Address gateway) {
    return READERS.read(logs, gateway);
  }
}

package io.lockstep.chain.gateway;

import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Reads a gateway's logs. What another contract has logged is passed over, however alike it looks.
 */
public final class GatewayEvents {

  private static final EventReaders READERS =
      new EventReaders().and(LaneEvents.READERS).and(DeliveryEvents.READERS).and(KeyEvents.READERS);

  private GatewayEvents() {}

  /** The gateway's own events in a transaction, in order. */
  public static List<GatewayEvent> in(Receipt receipt, Address gateway) {
    return of(receipt.logs(), gateway);
  }

  /** The gateway's own events among the logs, in order. */
  public static List<GatewayEvent> of(List<Log> logs, Address gateway) {
    return logs.stream()
        .filter(log -> Address.fromHex(log.getAddress()).equals(gateway))
        .map(READERS::read)
        .flatMap(Optional::stream)
        .toList();
  }
}

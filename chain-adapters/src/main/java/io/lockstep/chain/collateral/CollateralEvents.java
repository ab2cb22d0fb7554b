package io.lockstep.chain.collateral;

import io.lockstep.chain.contract.EventReaders;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import java.util.List;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Reads the logs of a vault or a ledger. What another contract has logged is passed over, however
 * alike it looks.
 */
public final class CollateralEvents {

  private static final EventReaders<CollateralEvent> READERS =
      new EventReaders<CollateralEvent>().and(VaultEvents.READERS).and(LedgerEvents.READERS);

  private CollateralEvents() {}

  /** The contract's own events in a transaction, in order. */
  public static List<CollateralEvent> in(Receipt receipt, Address contract) {
    return of(receipt.logs(), contract);
  }

  /** The contract's own events among the logs, in order. */
  public static List<CollateralEvent> of(List<Log> logs, Address contract) {
    return READERS.read(logs, contract);
  }
}

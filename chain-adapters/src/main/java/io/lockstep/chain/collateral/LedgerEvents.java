package io.lockstep.chain.collateral;

import static io.lockstep.chain.contract.AbiValues.address;
import static io.lockstep.chain.contract.AbiValues.hash;
import static io.lockstep.chain.contract.AbiValues.lane;
import static io.lockstep.chain.contract.AbiValues.number;

import io.lockstep.chain.bindings.CollateralLedger;
import io.lockstep.chain.contract.EventReaders;
import io.lockstep.protocol.MessageId;
import org.web3j.protocol.core.methods.response.Log;

/** What a ledger logs. */
final class LedgerEvents {

  static final EventReaders<CollateralEvent> READERS =
      new EventReaders<CollateralEvent>()
          .on(CollateralLedger.CREDITED_EVENT, LedgerEvents::credited)
          .on(CollateralLedger.RELEASEREQUESTED_EVENT, LedgerEvents::releaseRequested)
          .on(CollateralLedger.RELEASEVOIDED_EVENT, LedgerEvents::releaseVoided)
          .on(CollateralLedger.LANECONNECTED_EVENT, LedgerEvents::laneConnected)
          .on(CollateralLedger.ASSETLISTED_EVENT, LedgerEvents::listed)
          .on(CollateralLedger.TOKENCREATED_EVENT, LedgerEvents::tokenCreated)
          .on(CollateralLedger.CAPCHANGED_EVENT, LedgerEvents::capChanged)
          .on(CollateralLedger.RELEASEGASLIMITCHANGED_EVENT, LedgerEvents::releaseGasLimitChanged);

  private LedgerEvents() {}

  private static CollateralEvent credited(Log log) {
    var event = CollateralLedger.getCreditedEventFromLog(log);
    return new CollateralEvent.Credited(
        address(event.account),
        new MessageId(hash(event.messageId)),
        address(event.asset),
        event.amount);
  }

  private static CollateralEvent releaseRequested(Log log) {
    var event = CollateralLedger.getReleaseRequestedEventFromLog(log);
    return new CollateralEvent.ReleaseRequested(
        lane(event.lane),
        number(event.nonce),
        address(event.account),
        address(event.asset),
        address(event.receiver),
        event.amount);
  }

  private static CollateralEvent releaseVoided(Log log) {
    var event = CollateralLedger.getReleaseVoidedEventFromLog(log);
    return new CollateralEvent.ReleaseVoided(
        lane(event.lane),
        number(event.nonce),
        address(event.account),
        address(event.asset),
        event.amount);
  }

  private static CollateralEvent laneConnected(Log log) {
    var event = CollateralLedger.getLaneConnectedEventFromLog(log);
    return new CollateralEvent.LaneConnected(
        lane(event.lane), address(event.vault), event.releaseGasLimit.intValueExact());
  }

  private static CollateralEvent listed(Log log) {
    var event = CollateralLedger.getAssetListedEventFromLog(log);
    return new CollateralEvent.HoldingListed(lane(event.lane), address(event.asset));
  }

  private static CollateralEvent tokenCreated(Log log) {
    var event = CollateralLedger.getTokenCreatedEventFromLog(log);
    return new CollateralEvent.TokenCreated(
        lane(event.lane), address(event.asset), address(event.token));
  }

  private static CollateralEvent capChanged(Log log) {
    var event = CollateralLedger.getCapChangedEventFromLog(log);
    return new CollateralEvent.CapChanged(lane(event.lane), address(event.asset), event.cap);
  }

  private static CollateralEvent releaseGasLimitChanged(Log log) {
    var event = CollateralLedger.getReleaseGasLimitChangedEventFromLog(log);
    return new CollateralEvent.ReleaseGasLimitChanged(
        lane(event.lane), event.gasLimit.intValueExact());
  }
}

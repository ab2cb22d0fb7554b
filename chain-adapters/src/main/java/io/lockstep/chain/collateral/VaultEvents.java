package io.lockstep.chain.collateral;

import static io.lockstep.chain.contract.AbiValues.address;
import static io.lockstep.chain.contract.AbiValues.lane;
import static io.lockstep.chain.contract.AbiValues.number;

import io.lockstep.chain.bindings.CollateralVault;
import io.lockstep.chain.contract.EventReaders;
import org.web3j.protocol.core.methods.response.Log;

/** What a vault logs. */
final class VaultEvents {

  static final EventReaders<CollateralEvent> READERS =
      new EventReaders<CollateralEvent>()
          .on(CollateralVault.RELEASED_EVENT, VaultEvents::released)
          .on(CollateralVault.REFUNDED_EVENT, VaultEvents::refunded)
          .on(CollateralVault.PAYOUTKEPT_EVENT, VaultEvents::payoutKept)
          .on(CollateralVault.CLAIMED_EVENT, VaultEvents::claimed)
          .on(CollateralVault.ASSETLISTED_EVENT, VaultEvents::listed)
          .on(CollateralVault.LOCKCAPCHANGED_EVENT, VaultEvents::lockCapChanged)
          .on(CollateralVault.PAYOUTCAPCHANGED_EVENT, VaultEvents::payoutCapChanged)
          .on(CollateralVault.GASLIMITCHANGED_EVENT, VaultEvents::gasLimitChanged)
          .on(CollateralVault.PAYOUTSDENIED_EVENT, VaultEvents::payoutsDenied)
          .on(CollateralVault.PAYOUTSALLOWED_EVENT, VaultEvents::payoutsAllowed);

  private VaultEvents() {}

  private static CollateralEvent released(Log log) {
    var event = CollateralVault.getReleasedEventFromLog(log);
    return new CollateralEvent.Released(
        lane(event.lane),
        number(event.nonce),
        address(event.account),
        address(event.asset),
        event.amount);
  }

  private static CollateralEvent refunded(Log log) {
    var event = CollateralVault.getRefundedEventFromLog(log);
    return new CollateralEvent.Refunded(
        lane(event.lane),
        number(event.nonce),
        address(event.account),
        address(event.asset),
        event.amount);
  }

  private static CollateralEvent payoutKept(Log log) {
    var event = CollateralVault.getPayoutKeptEventFromLog(log);
    return new CollateralEvent.PayoutKept(
        address(event.asset), address(event.account), event.amount);
  }

  private static CollateralEvent claimed(Log log) {
    var event = CollateralVault.getClaimedEventFromLog(log);
    return new CollateralEvent.Claimed(
        address(event.asset), address(event.account), address(event.to), event.amount);
  }

  private static CollateralEvent listed(Log log) {
    var event = CollateralVault.getAssetListedEventFromLog(log);
    return new CollateralEvent.RouteListed(
        lane(event.lane), address(event.asset), CollateralStructs.listing(event.listing));
  }

  private static CollateralEvent lockCapChanged(Log log) {
    var event = CollateralVault.getLockCapChangedEventFromLog(log);
    return new CollateralEvent.LockCapChanged(lane(event.lane), address(event.asset), event.cap);
  }

  private static CollateralEvent payoutCapChanged(Log log) {
    var event = CollateralVault.getPayoutCapChangedEventFromLog(log);
    return new CollateralEvent.PayoutCapChanged(lane(event.lane), address(event.asset), event.cap);
  }

  private static CollateralEvent gasLimitChanged(Log log) {
    var event = CollateralVault.getGasLimitChangedEventFromLog(log);
    return new CollateralEvent.GasLimitChanged(
        lane(event.lane), address(event.asset), event.gasLimit.intValueExact());
  }

  private static CollateralEvent payoutsDenied(Log log) {
    return new CollateralEvent.PayoutsDenied(
        address(CollateralVault.getPayoutsDeniedEventFromLog(log).account));
  }

  private static CollateralEvent payoutsAllowed(Log log) {
    return new CollateralEvent.PayoutsAllowed(
        address(CollateralVault.getPayoutsAllowedEventFromLog(log).account));
  }
}

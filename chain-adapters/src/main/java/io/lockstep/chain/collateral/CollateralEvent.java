package io.lockstep.chain.collateral;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.MessageId;
import java.math.BigInteger;

/** What vaults and ledgers log. */
public sealed interface CollateralEvent {

  // Vault

  /**
   * Collateral left the lane for the account, as a message of the return lane asked.
   *
   * @param lane the one that the collateral had left on
   * @param nonce of the return lane
   */
  record Released(LaneId lane, long nonce, Address account, Address asset, BigInteger amount)
      implements CollateralEvent {}

  /** Collateral left the lane for the refund address of the lane's voided message. */
  record Refunded(LaneId lane, long nonce, Address account, Address asset, BigInteger amount)
      implements CollateralEvent {}

  /** A payout could not be pushed and waits to be claimed. */
  record PayoutKept(Address asset, Address account, BigInteger amount) implements CollateralEvent {}

  record Claimed(Address asset, Address account, Address to, BigInteger amount)
      implements CollateralEvent {}

  /** {@code AssetListed} of a vault. Its caps are as they were asked for. */
  record RouteListed(LaneId lane, Address asset, Listing listing) implements CollateralEvent {}

  record LockCapChanged(LaneId lane, Address asset, BigInteger cap) implements CollateralEvent {}

  record PayoutCapChanged(LaneId lane, Address asset, BigInteger cap) implements CollateralEvent {}

  record GasLimitChanged(LaneId lane, Address asset, int gasLimit) implements CollateralEvent {}

  record PayoutsDenied(Address account) implements CollateralEvent {}

  record PayoutsAllowed(Address account) implements CollateralEvent {}

  // Ledger

  record Credited(Address account, MessageId message, Address asset, BigInteger amount)
      implements CollateralEvent {}

  /**
   * Margin of the account went to be released.
   *
   * @param lane the return lane, which carries the request
   */
  record ReleaseRequested(
      LaneId lane, long nonce, Address account, Address asset, Address receiver, BigInteger amount)
      implements CollateralEvent {}

  /**
   * A request for release was voided: its margin is back.
   *
   * @param lane the return lane, which had carried the request
   */
  record ReleaseVoided(LaneId lane, long nonce, Address account, Address asset, BigInteger amount)
      implements CollateralEvent {}

  record LaneConnected(LaneId lane, Address vault, int releaseGasLimit)
      implements CollateralEvent {}

  /** {@code AssetListed} of a ledger. */
  record HoldingListed(LaneId lane, Address asset) implements CollateralEvent {}

  record TokenCreated(LaneId lane, Address asset, Address token) implements CollateralEvent {}

  record CapChanged(LaneId lane, Address asset, BigInteger cap) implements CollateralEvent {}

  record ReleaseGasLimitChanged(LaneId lane, int gasLimit) implements CollateralEvent {}
}

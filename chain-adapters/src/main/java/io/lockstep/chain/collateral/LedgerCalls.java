package io.lockstep.chain.collateral;

import static io.lockstep.chain.contract.AbiValues.bytes;
import static io.lockstep.chain.contract.AbiValues.number;
import static io.lockstep.chain.contract.Calldata.COLLATERAL_LEDGER;

import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * Requests to one ledger. A lane here is always the one that the collateral came by, from its
 * vault.
 */
public record LedgerCalls(Address ledger) {

  // Accounts

  /** Gives up margin of the sender of the request. */
  public TransactionRequest release(
      LaneId lane, Address asset, BigInteger amount, Address receiver, Hash32 reference) {
    return call(
        COLLATERAL_LEDGER.release(
            bytes(lane), asset.toString(), amount, receiver.toString(), reference.toArray()));
  }

  /** Burns minted tokens of the sender of the request. */
  public TransactionRequest redeem(
      LaneId lane, Address asset, BigInteger amount, Address receiver, Hash32 reference) {
    return call(
        COLLATERAL_LEDGER.redeem(
            bytes(lane), asset.toString(), amount, receiver.toString(), reference.toArray()));
  }

  // Administration

  public TransactionRequest connectLane(LaneId lane, Address vault, int releaseGasLimit) {
    return call(
        COLLATERAL_LEDGER.connectLane(bytes(lane), vault.toString(), number(releaseGasLimit)));
  }

  public TransactionRequest setReleaseGasLimit(LaneId lane, int gasLimit) {
    return call(COLLATERAL_LEDGER.setReleaseGasLimit(bytes(lane), number(gasLimit)));
  }

  public TransactionRequest listAsset(LaneId lane, Address asset, BigInteger cap) {
    return call(COLLATERAL_LEDGER.listAsset(bytes(lane), asset.toString(), cap));
  }

  public TransactionRequest createToken(
      LaneId lane, Address asset, String name, String symbol, int decimals) {
    return call(
        COLLATERAL_LEDGER.createToken(
            bytes(lane), asset.toString(), name, symbol, number(decimals)));
  }

  public TransactionRequest raiseCap(LaneId lane, Address asset, BigInteger cap) {
    return call(COLLATERAL_LEDGER.raiseCap(bytes(lane), asset.toString(), cap));
  }

  public TransactionRequest lowerCap(LaneId lane, Address asset, BigInteger cap) {
    return call(COLLATERAL_LEDGER.lowerCap(bytes(lane), asset.toString(), cap));
  }

  private TransactionRequest call(RemoteFunctionCall<?> function) {
    return TransactionRequest.call(ledger, Calldata.of(function));
  }
}

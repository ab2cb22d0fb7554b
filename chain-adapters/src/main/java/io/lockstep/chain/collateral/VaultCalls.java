package io.lockstep.chain.collateral;

import static io.lockstep.chain.contract.AbiValues.bytes;
import static io.lockstep.chain.contract.AbiValues.number;
import static io.lockstep.chain.contract.Calldata.COLLATERAL_VAULT;

import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Requests to one vault. */
public record VaultCalls(Address vault) {

  // Holders

  /** The vault takes the collateral from the sender of the request, who has approved it before. */
  public TransactionRequest lock(LockRequest request, BigInteger fee) {
    return call(COLLATERAL_VAULT.lock(CollateralStructs.lock(request), fee)).withValue(fee);
  }

  public TransactionRequest claim(Address asset, Address to) {
    return call(COLLATERAL_VAULT.claim(asset.toString(), to.toString()));
  }

  // Administration

  /** The lane is the one from the vault's gateway to the ledger's. */
  public TransactionRequest listAsset(LaneId lane, Address asset, Listing listing) {
    return call(
        COLLATERAL_VAULT.listAsset(
            bytes(lane), asset.toString(), CollateralStructs.listing(listing)));
  }

  public TransactionRequest setGasLimit(LaneId lane, Address asset, int gasLimit) {
    return call(COLLATERAL_VAULT.setGasLimit(bytes(lane), asset.toString(), number(gasLimit)));
  }

  public TransactionRequest raiseLockCap(LaneId lane, Address asset, BigInteger cap) {
    return call(COLLATERAL_VAULT.raiseLockCap(bytes(lane), asset.toString(), cap));
  }

  public TransactionRequest lowerLockCap(LaneId lane, Address asset, BigInteger cap) {
    return call(COLLATERAL_VAULT.lowerLockCap(bytes(lane), asset.toString(), cap));
  }

  public TransactionRequest raisePayoutCap(LaneId lane, Address asset, BigInteger cap) {
    return call(COLLATERAL_VAULT.raisePayoutCap(bytes(lane), asset.toString(), cap));
  }

  public TransactionRequest lowerPayoutCap(LaneId lane, Address asset, BigInteger cap) {
    return call(COLLATERAL_VAULT.lowerPayoutCap(bytes(lane), asset.toString(), cap));
  }

  public TransactionRequest denyPayouts(Address account) {
    return call(COLLATERAL_VAULT.denyPayouts(account.toString()));
  }

  public TransactionRequest allowPayouts(Address account) {
    return call(COLLATERAL_VAULT.allowPayouts(account.toString()));
  }

  private TransactionRequest call(RemoteFunctionCall<?> function) {
    return TransactionRequest.call(vault, Calldata.of(function));
  }
}

package io.lockstep.chain.collateral;

import static io.lockstep.chain.contract.AbiValues.bytes;

import io.lockstep.chain.bindings.CollateralVault;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.util.Optional;

/** What a vault holds at one block. */
public final class VaultView {

  private final CollateralVault vault;

  public VaultView(ChainState state, Address vault) {
    this.vault = ContractReads.collateralVault(state, vault);
  }

  /** Nothing for an asset that is not listed on the lane. */
  public Optional<Route> findRoute(LaneId lane, Address asset) {
    Route found =
        CollateralStructs.route(ContractReads.ask(vault.route(bytes(lane), asset.toString())));
    return found.ledger().isZero() ? Optional.empty() : Optional.of(found);
  }

  public BigInteger locked(LaneId lane, Address asset) {
    return ContractReads.ask(vault.locked(bytes(lane), asset.toString()));
  }

  /** What waits for the account because it could not be pushed. */
  public BigInteger claimable(Address asset, Address account) {
    return ContractReads.ask(vault.claimable(asset.toString(), account.toString()));
  }

  public boolean payoutsDenied(Address account) {
    return ContractReads.ask(vault.payoutsDenied(account.toString()));
  }

  /** The one gateway that it sends by and hears. */
  public Address gateway() {
    return Address.fromHex(ContractReads.ask(vault.GATEWAY()));
  }

  /** The access manager that decides who may call what. */
  public Address authority() {
    return Address.fromHex(ContractReads.ask(vault.authority()));
  }
}

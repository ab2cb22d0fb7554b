package io.lockstep.chain.collateral;

import static io.lockstep.chain.contract.AbiValues.bytes;

import io.lockstep.chain.bindings.CollateralLedger;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.util.Optional;

/** What a ledger holds at one block. */
public final class LedgerView {

  private final CollateralLedger ledger;

  public LedgerView(ChainState state, Address ledger) {
    this.ledger = ContractReads.collateralLedger(state, ledger);
  }

  /** Margin of the account. */
  public BigInteger creditOf(LaneId lane, Address asset, Address account) {
    return ContractReads.ask(ledger.creditOf(bytes(lane), asset.toString(), account.toString()));
  }

  public Holding holding(LaneId lane, Address asset) {
    return CollateralStructs.holding(
        ContractReads.ask(ledger.holding(bytes(lane), asset.toString())));
  }

  /** The one vault that it trusts on the lane. */
  public Optional<Address> findVault(LaneId lane) {
    return CollateralStructs.unlessZero(
        Address.fromHex(ContractReads.ask(ledger.vaultOf(bytes(lane)))));
  }

  /** The one gateway that it sends by and hears. */
  public Address gateway() {
    return Address.fromHex(ContractReads.ask(ledger.GATEWAY()));
  }

  /** The access manager that decides who may call what. */
  public Address authority() {
    return Address.fromHex(ContractReads.ask(ledger.authority()));
  }
}

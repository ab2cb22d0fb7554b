package io.lockstep.chain.collateral;

import io.lockstep.chain.bindings.CollateralToken;
import io.lockstep.chain.contract.ContractReads;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import java.math.BigInteger;

/** What an ERC-20 holds at one block. */
public final class TokenView {

  private final CollateralToken token;

  public TokenView(ChainState state, Address token) {
    this.token = ContractReads.token(state, token);
  }

  public BigInteger balanceOf(Address account) {
    return ContractReads.ask(token.balanceOf(account.toString()));
  }

  public BigInteger totalSupply() {
    return ContractReads.ask(token.totalSupply());
  }

  public int decimals() {
    return ContractReads.ask(token.decimals()).intValueExact();
  }

  public String name() {
    return ContractReads.ask(token.name());
  }

  public String symbol() {
    return ContractReads.ask(token.symbol());
  }

  /** Of a CollateralToken: the ledger that created it, which alone mints and burns. */
  public Address ledger() {
    return Address.fromHex(ContractReads.ask(token.LEDGER()));
  }
}

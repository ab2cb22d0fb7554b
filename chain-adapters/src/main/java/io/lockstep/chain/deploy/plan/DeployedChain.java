package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.InteroperableAddress;
import java.util.Optional;

/**
 * What stands on one chain.
 *
 * @param deployer the account that put it there
 * @param vault if collateral is locked on this chain
 * @param ledger if collateral of another chain is used on this one
 * @param firstBlock the block before which nothing of it was there
 */
public record DeployedChain(
    ChainId chain,
    Address deployer,
    Address accessManager,
    Address gateway,
    Optional<Address> vault,
    Optional<Address> ledger,
    long firstBlock) {

  public InteroperableAddress interoperableGateway() {
    return new InteroperableAddress(chain, gateway);
  }

  /** For those who know that there must be one. */
  public Address requireVault() {
    return vault.orElseThrow(() -> missing("vault"));
  }

  /** For those who know that there must be one. */
  public Address requireLedger() {
    return ledger.orElseThrow(() -> missing("ledger"));
  }

  private IllegalStateException missing(String contract) {
    return new IllegalStateException("chain %s has no %s".formatted(chain, contract));
  }
}

package io.lockstep.app.testnet;

import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.InteroperableAddress;

/**
 * One of the two chains.
 *
 * @param name what the story calls it
 * @param passerBy delivers, retries and voids, which anybody may
 */
public record End(String name, LocalChain chain, TransactionSender passerBy, Address gateway) {

  /** What the chain holds now. */
  public ChainState latest() {
    return chain.latest();
  }

  public ChainId chainId() {
    return chain.connection().chainId();
  }

  public GatewayView view() {
    return new GatewayView(latest(), gateway);
  }

  public GatewayCalls calls() {
    return new GatewayCalls(gateway);
  }

  /** Whoever plays this part on a local chain. */
  public TransactionSender sender(Part part) {
    return new TransactionSender(chain.connection(), chain.account(part.account()));
  }

  /** An account of this chain as other chains name it. */
  public InteroperableAddress abroad(Address account) {
    return new InteroperableAddress(chainId(), account);
  }
}

package io.lockstep.app.demo;

import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.InteroperableAddress;

/**
 * One end of the demo's lane pair.
 *
 * @param name what the story calls this chain
 * @param owner owns the sample contracts and pays for everything
 * @param sampleSender sends messages and hears of those that are voided
 * @param sampleRecipient counts what arrives
 */
public record End(
    String name,
    LocalChain chain,
    TransactionSender owner,
    Address gateway,
    Address sampleSender,
    Address sampleRecipient) {

  /** What the chain holds now. */
  ChainState latest() {
    return chain.latest();
  }

  GatewayView view() {
    return new GatewayView(latest(), gateway);
  }

  GatewayCalls calls() {
    return new GatewayCalls(gateway);
  }

  /** An account of this chain as other chains name it. */
  public InteroperableAddress abroad(Address account) {
    return new InteroperableAddress(chain.connection().chainId(), account);
  }
}

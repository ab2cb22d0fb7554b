package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.InteroperableAddress;

/**
 * What stands on one chain.
 *
 * @param deployer the account that put it there
 * @param firstBlock the block before which nothing of it was there
 */
public record DeployedChain(
    ChainId chain, Address deployer, Address accessManager, Address gateway, long firstBlock) {

  public InteroperableAddress interoperableGateway() {
    return new InteroperableAddress(chain, gateway);
  }
}

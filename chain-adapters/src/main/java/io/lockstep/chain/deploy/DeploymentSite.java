package io.lockstep.chain.deploy;

import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.transaction.SigningKey;

/**
 * Where to deploy and from which account.
 *
 * @param deployer an account that nothing else sends from until the deployment has ended
 */
public record DeploymentSite(ChainConnection chain, SigningKey deployer) {}

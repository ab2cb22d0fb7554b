package io.lockstep.chain.deploy;

import io.lockstep.chain.deploy.check.Finding;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Lane;
import java.util.List;

/**
 * A finished deployment.
 *
 * @param findings every point that was verified on the chains, all of which hold
 * @param transactionsSent by the run that returned this; none if all was there already
 */
public record Deployment(List<DeployedChain> chains, List<Finding> findings, int transactionsSent) {

  public Deployment {
    chains = List.copyOf(chains);
    findings = List.copyOf(findings);
  }

  public DeployedChain on(ChainId chain) {
    return chains.stream()
        .filter(deployed -> deployed.chain().equals(chain))
        .findFirst()
        .orElseThrow();
  }

  public Lane lane(ChainId source, ChainId destination, Channel channel) {
    return new Lane(
        on(source).interoperableGateway(), on(destination).interoperableGateway(), channel);
  }
}

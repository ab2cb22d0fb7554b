package io.lockstep.app.deploy;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.chain.deploy.DeploymentSite;
import io.lockstep.chain.rpc.ChainConnection;
import io.lockstep.chain.transaction.SigningKey;
import io.lockstep.protocol.ChainId;
import java.util.ArrayList;
import java.util.List;

/** Connections to the chains of a deployment, and who pays there. */
record DeploymentSites(List<DeploymentSite> all) implements AutoCloseable {
  static DeploymentSites open(List<ChainConfig> chains, SigningKey deployer) {
    List<DeploymentSite> sites = new ArrayList<>();
    try {
      for (ChainConfig chain : chains) {
        sites.add(new DeploymentSite(ConfiguredChain.open(chain), deployer));
      }
      return new DeploymentSites(List.copyOf(sites));
    } catch (RuntimeException e) {
      new DeploymentSites(sites).close();
      throw e;
    }
  }

  ChainConnection connection(ChainId chain) {
    return all.stream()
        .map(DeploymentSite::chain)
        .filter(one -> one.chainId().equals(chain))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    all.forEach(site -> site.chain().close());
  }
}

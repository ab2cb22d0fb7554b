package io.lockstep.chain.deploy.check;

import io.lockstep.chain.access.AccessManagerView;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Lane;
import java.util.List;
import java.util.Map;

/** The chain that is looked at, and what should stand on it and on the others. */
record Subject(
    DeploymentSettings settings, Map<ChainId, DeployedChain> deployed, ChainState state) {

  ChainId chain() {
    return state.chain().chainId();
  }

  DeployedChain here() {
    return on(chain());
  }

  DeployedChain on(ChainId chain) {
    DeployedChain found = deployed.get(chain);
    if (found == null) {
      throw new IllegalArgumentException("chain %s is not part of the deployment".formatted(chain));
    }
    return found;
  }

  ChainSettings governance() {
    return settings.chains().stream()
        .filter(candidate -> candidate.chain().equals(chain()))
        .findFirst()
        .orElseThrow();
  }

  GatewayView gateway() {
    return new GatewayView(state, here().gateway());
  }

  AccessManagerView manager() {
    return new AccessManagerView(state, here().accessManager());
  }

  /** Everything that the gateway has ever logged. */
  List<GatewayEvent> gatewayEvents() {
    return GatewayEvents.of(state.logs(here().gateway(), here().firstBlock()), here().gateway());
  }

  /** Every lane that should begin here. */
  List<PlannedLane> plannedLanes() {
    return settings.lanesOf(chain()).stream().map(this::plannedLane).toList();
  }

  private PlannedLane plannedLane(LanePairSettings pair) {
    DeployedChain remote = on(pair.endAwayFrom(chain()).chain());
    Lane outbound =
        new Lane(here().interoperableGateway(), remote.interoperableGateway(), pair.channel());
    return new PlannedLane(outbound, pair.endOn(chain()));
  }

  Finding finding(String point, Object expected, Object found) {
    return Finding.of(chain(), point, expected, found);
  }
}

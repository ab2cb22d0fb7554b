package io.lockstep.chain.deploy.check;

import io.lockstep.chain.access.AccessManagerView;
import io.lockstep.chain.collateral.CollateralEvent;
import io.lockstep.chain.collateral.CollateralEvents;
import io.lockstep.chain.collateral.LedgerView;
import io.lockstep.chain.collateral.VaultView;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.gateway.GatewayEvent;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  Optional<VaultView> vault() {
    return here().vault().map(vault -> new VaultView(state, vault));
  }

  Optional<LedgerView> ledger() {
    return here().ledger().map(ledger -> new LedgerView(state, ledger));
  }

  AccessManagerView manager() {
    return new AccessManagerView(state, here().accessManager());
  }

  /** Everything that the gateway has ever logged. */
  List<GatewayEvent> gatewayEvents() {
    return GatewayEvents.of(state.logs(here().gateway(), here().firstBlock()), here().gateway());
  }

  /** Everything that a vault or a ledger has ever logged. */
  List<CollateralEvent> collateralEvents(Address contract) {
    return CollateralEvents.of(state.logs(contract, here().firstBlock()), contract);
  }

  /** The lane that the collateral leaves on. */
  LaneId laneOf(CollateralSettings collateral) {
    return new Lane(
            on(collateral.vaultChain()).interoperableGateway(),
            on(collateral.ledgerChain()).interoperableGateway(),
            collateral.channel())
        .id();
  }

  /** What the vault here should list. */
  List<PlannedAsset> plannedRoutes() {
    return plannedAssets(settings.lockedOn(chain()));
  }

  /** What the ledger here should list. */
  List<PlannedAsset> plannedHoldings() {
    return plannedAssets(settings.usedOn(chain()));
  }

  private List<PlannedAsset> plannedAssets(List<CollateralSettings> collateral) {
    return collateral.stream()
        .flatMap(planned ->
            planned.assets().stream()
                .map(asset -> new PlannedAsset(laneOf(planned), planned, asset)))
        .toList();
  }

  /** Every lane that should begin here. */
  List<PlannedLane> plannedLanes() {
    return settings.lanesOf(chain()).stream().map(this::plannedLane).toList();
  }

  private PlannedLane plannedLane(LanePairSettings pair) {
    DeployedChain remote = on(pair.endAwayFrom(chain()).chain());
    Lane outbound =
        new Lane(here().interoperableGateway(), remote.interoperableGateway(), pair.channel());
    return new PlannedLane(outbound, pair.endOn(chain()), settings.senders(pair, here()));
  }

  Finding finding(String point, Object expected, Object found) {
    return Finding.of(chain(), point, expected, found);
  }
}

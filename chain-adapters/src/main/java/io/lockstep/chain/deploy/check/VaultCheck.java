package io.lockstep.chain.deploy.check;

import io.lockstep.chain.collateral.Caps;
import io.lockstep.chain.collateral.CollateralEvent;
import io.lockstep.chain.collateral.CollateralEvent.PayoutsDenied;
import io.lockstep.chain.collateral.CollateralEvent.RouteListed;
import io.lockstep.chain.collateral.Route;
import io.lockstep.chain.collateral.VaultView;
import io.lockstep.chain.deploy.check.PlannedAsset.Place;
import io.lockstep.protocol.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each asset goes where it should, under the caps that it should; and no other asset goes. */
final class VaultCheck {

  private final Subject subject;
  private final VaultView vault;
  private final List<CollateralEvent> history;

  private VaultCheck(Subject subject, Address vault) {
    this.subject = subject;
    this.vault = new VaultView(subject.state(), vault);
    this.history = subject.collateralEvents(vault);
  }

  static List<Finding> findings(Subject subject) {
    return subject
        .here()
        .vault()
        .map(vault -> new VaultCheck(subject, vault).findings())
        .orElse(List.of());
  }

  private List<Finding> findings() {
    List<PlannedAsset> planned = subject.plannedRoutes();
    List<Finding> findings = new ArrayList<>();
    planned.forEach(asset -> findings.addAll(route(asset)));
    findings.addAll(unplanned(planned.stream().map(PlannedAsset::place).toList()));
    findings.addAll(denials());
    return findings;
  }

  private List<Finding> route(PlannedAsset asset) {
    Optional<Route> found = vault.findRoute(asset.lane(), asset.settings().asset());
    String name = "route of " + asset.place();
    return List.of(
        subject.finding(
            name + ": ledger",
            Optional.of(subject.on(asset.collateral().ledgerChain()).requireLedger()),
            found.map(Route::ledger)),
        subject.finding(
            name + ": gas limit",
            Optional.of(asset.settings().gasLimit()),
            found.map(Route::gasLimit)),
        subject.finding(
            name + ": mintable",
            Optional.of(asset.settings().token().isPresent()),
            found.map(Route::mintable)),
        subject.finding(
            name + ": sent through ERC-7786",
            Optional.of(asset.settings().byStandard()),
            found.map(Route::erc7786)),
        subject.finding(
            name + ": lock cap",
            Optional.of(Caps.asKept(asset.settings().lockCap())),
            found.map(Route::lockCap)),
        subject.finding(
            name + ": payout cap",
            Optional.of(Caps.asKept(asset.settings().payoutCap())),
            found.map(Route::payoutCap)));
  }

  private List<Finding> unplanned(List<Place> planned) {
    return history.stream()
        .filter(RouteListed.class::isInstance)
        .map(RouteListed.class::cast)
        .map(event -> new Place(event.lane(), event.asset()))
        .filter(place -> !planned.contains(place))
        .map(place -> subject.finding("route of " + place, "none", "listed"))
        .toList();
  }

  /** Of everybody whose payouts were ever denied: nobody was to be. */
  private List<Finding> denials() {
    return history.stream()
        .filter(PayoutsDenied.class::isInstance)
        .map(PayoutsDenied.class::cast)
        .map(PayoutsDenied::account)
        .distinct()
        .map(account ->
            subject.finding(
                "payouts to %s denied".formatted(account), false, vault.payoutsDenied(account)))
        .toList();
  }
}

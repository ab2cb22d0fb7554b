package io.lockstep.chain.deploy.check;

import io.lockstep.chain.collateral.Caps;
import io.lockstep.chain.collateral.CollateralEvent;
import io.lockstep.chain.collateral.CollateralEvent.HoldingListed;
import io.lockstep.chain.collateral.CollateralEvent.LaneConnected;
import io.lockstep.chain.collateral.CollateralEvent.ReleaseGasLimitChanged;
import io.lockstep.chain.collateral.Holding;
import io.lockstep.chain.collateral.LedgerView;
import io.lockstep.chain.deploy.check.PlannedAsset.Place;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.LaneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Each lane is connected to the right vault, each asset of it has the right cap and token; and no
 * other lane or asset is known.
 */
final class LedgerCheck {

  private final Subject subject;
  private final Address address;
  private final LedgerView ledger;
  private final List<CollateralEvent> history;

  private LedgerCheck(Subject subject, Address ledger) {
    this.subject = subject;
    this.address = ledger;
    this.ledger = new LedgerView(subject.state(), ledger);
    this.history = subject.collateralEvents(ledger);
  }

  static List<Finding> findings(Subject subject) {
    return subject
        .here()
        .ledger()
        .map(ledger -> new LedgerCheck(subject, ledger).findings())
        .orElse(List.of());
  }

  private List<Finding> findings() {
    List<CollateralSettings> used = subject.settings().usedOn(subject.chain());
    List<Finding> findings = new ArrayList<>();
    used.forEach(settings -> findings.addAll(connection(settings)));
    findings.addAll(unplannedLanes(used.stream().map(subject::laneOf).toList()));
    List<PlannedAsset> planned = subject.plannedHoldings();
    planned.forEach(asset -> findings.addAll(holding(asset)));
    findings.addAll(unplannedAssets(planned.stream().map(PlannedAsset::place).toList()));
    return findings;
  }

  private List<Finding> connection(CollateralSettings settings) {
    LaneId lane = subject.laneOf(settings);
    return List.of(
        subject.finding(
            "vault on lane " + lane,
            Optional.of(subject.on(settings.vaultChain()).requireVault()),
            ledger.findVault(lane)),
        subject.finding(
            "release gas limit on lane " + lane,
            Optional.of(settings.releaseGasLimit()),
            releaseGasLimit(lane)));
  }

  /** The ledger does not tell it: the last that it logged. */
  private Optional<Integer> releaseGasLimit(LaneId lane) {
    Optional<Integer> last = Optional.empty();
    for (CollateralEvent event : history) {
      if (event instanceof LaneConnected(LaneId id, Address _, int gasLimit) && id.equals(lane)) {
        last = Optional.of(gasLimit);
      } else if (event instanceof ReleaseGasLimitChanged(LaneId id, int gasLimit)
          && id.equals(lane)) {
        last = Optional.of(gasLimit);
      }
    }
    return last;
  }

  private List<Finding> unplannedLanes(List<LaneId> planned) {
    return history.stream()
        .filter(LaneConnected.class::isInstance)
        .map(LaneConnected.class::cast)
        .filter(event -> !planned.contains(event.lane()))
        .map(event -> subject.finding("vault on lane " + event.lane(), "none", event.vault()))
        .toList();
  }

  private List<Finding> holding(PlannedAsset asset) {
    Holding found = ledger.holding(asset.lane(), asset.settings().asset());
    List<Finding> findings = new ArrayList<>();
    findings.add(
        subject.finding(
            "holding of %s: cap".formatted(asset.place()),
            Caps.asKept(asset.settings().ledgerCap()),
            found.cap()));
    findings.addAll(new TokenCheck(subject, address).findings(asset, found.token()));
    return findings;
  }

  private List<Finding> unplannedAssets(List<Place> planned) {
    return history.stream()
        .filter(HoldingListed.class::isInstance)
        .map(HoldingListed.class::cast)
        .map(event -> new Place(event.lane(), event.asset()))
        .filter(place -> !planned.contains(place))
        .map(place -> subject.finding("holding of " + place, "none", "listed"))
        .toList();
  }
}

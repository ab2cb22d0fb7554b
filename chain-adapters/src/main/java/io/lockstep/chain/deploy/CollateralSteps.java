package io.lockstep.chain.deploy;

import io.lockstep.chain.collateral.LedgerCalls;
import io.lockstep.chain.collateral.Listing;
import io.lockstep.chain.collateral.Standard;
import io.lockstep.chain.collateral.VaultCalls;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.plan.AssetSettings;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.TokenSettings;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The transactions that vaults and ledgers need, chain by chain. */
final class CollateralSteps {

  private final DeploymentSettings settings;
  private final Map<ChainId, DeployedChain> deployed;

  CollateralSteps(DeploymentSettings settings, Map<ChainId, DeployedChain> deployed) {
    this.settings = settings;
    this.deployed = deployed;
  }

  /** After the gateway, without which neither can be created. */
  List<Step> contracts(DeployedChain here) {
    List<Step> steps = new ArrayList<>();
    here.vault()
        .ifPresent(vault ->
            steps.add(
                Step.creating(
                    here.chain(),
                    "create the vault",
                    vault,
                    () ->
                        TransactionRequest.creation(
                            Contracts.collateralVault()
                                .creationData(here.gateway(), here.accessManager())))));
    here.ledger()
        .ifPresent(ledger ->
            steps.add(
                Step.creating(
                    here.chain(),
                    "create the ledger",
                    ledger,
                    () ->
                        TransactionRequest.creation(
                            Contracts.collateralLedger()
                                .creationData(here.gateway(), here.accessManager())))));
    return steps;
  }

  /** After the lanes, without which nothing can be listed or connected. */
  List<Step> configuration(DeployedChain here) {
    List<Step> steps = new ArrayList<>();
    for (CollateralSettings locked : settings.lockedOn(here.chain())) {
      locked.assets().forEach(asset -> steps.add(listInVault(here, locked, asset)));
    }
    for (CollateralSettings used : settings.usedOn(here.chain())) {
      steps.add(connect(here, used));
      for (AssetSettings asset : used.assets()) {
        steps.add(listInLedger(here, used, asset));
        asset.token().ifPresent(token -> steps.add(createToken(here, used, asset.asset(), token)));
      }
    }
    return steps;
  }

  private Step listInVault(DeployedChain here, CollateralSettings locked, AssetSettings asset) {
    Address ledger = on(locked.ledgerChain()).requireLedger();
    return Step.of(
        here.chain(),
        "list %s to chain %s on channel %s"
            .formatted(asset.asset(), locked.ledgerChain(), locked.channel()),
        () ->
            new VaultCalls(here.requireVault())
                .listAsset(
                    lane(locked),
                    asset.asset(),
                    new Listing(
                        ledger,
                        asset.gasLimit(),
                        asset.token().isPresent(),
                        standard(locked, asset),
                        asset.lockCap(),
                        asset.payoutCap())));
  }

  private static Optional<Standard> standard(CollateralSettings locked, AssetSettings asset) {
    return asset.byStandard()
        ? Optional.of(new Standard(locked.ledgerChain(), locked.channel()))
        : Optional.empty();
  }

  private Step connect(DeployedChain here, CollateralSettings used) {
    return Step.of(
        here.chain(),
        "connect the vault " + origin(used),
        () ->
            new LedgerCalls(here.requireLedger())
                .connectLane(
                    lane(used), on(used.vaultChain()).requireVault(), used.releaseGasLimit()));
  }

  private Step listInLedger(DeployedChain here, CollateralSettings used, AssetSettings asset) {
    return Step.of(
        here.chain(),
        "list %s %s".formatted(asset.asset(), origin(used)),
        () ->
            new LedgerCalls(here.requireLedger())
                .listAsset(lane(used), asset.asset(), asset.ledgerCap()));
  }

  private Step createToken(
      DeployedChain here, CollateralSettings used, Address asset, TokenSettings token) {
    return Step.of(
        here.chain(),
        "create the token of %s %s".formatted(asset, origin(used)),
        () ->
            new LedgerCalls(here.requireLedger())
                .createToken(lane(used), asset, token.name(), token.symbol(), token.decimals()));
  }

  private static String origin(CollateralSettings used) {
    return "from chain %s on channel %s".formatted(used.vaultChain(), used.channel());
  }

  /** The one that the collateral leaves on. */
  private LaneId lane(CollateralSettings collateral) {
    return new Lane(
            on(collateral.vaultChain()).interoperableGateway(),
            on(collateral.ledgerChain()).interoperableGateway(),
            collateral.channel())
        .id();
  }

  private DeployedChain on(ChainId chain) {
    return Objects.requireNonNull(deployed.get(chain));
  }
}

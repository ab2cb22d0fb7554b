package io.lockstep.app.testnet;

import io.lockstep.chain.collateral.TokenCalls;
import io.lockstep.chain.deploy.Deployer;
import io.lockstep.chain.deploy.Deployment;
import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.deploy.DeploymentSite;
import io.lockstep.chain.deploy.plan.AssetSettings;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.deploy.plan.TokenSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.KeyEpoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deploys to two chains, after the token that is to be collateral is there. */
final class TwoChainsSetup {

  /** A refund pushes its payout to a token, which takes what it takes, up to 120,000 gas. */
  private static final Hello LIMITS = new Hello(4_000_000, 2_048, 300_000);

  private static final int ENTER_GAS = 100_000;
  private static final int RELEASE_GAS = 300_000;

  private final LocalQuorum quorum;
  private final LocalChain a;
  private final LocalChain b;
  private final TwoChains.Extent extent;
  private final DeploymentProgress progress;

  TwoChainsSetup(
      LocalChain a,
      LocalChain b,
      TwoChains.Extent extent,
      DeploymentProgress progress,
      LocalQuorum quorum) {
    this.quorum = quorum;
    this.a = a;
    this.b = b;
    this.extent = extent;
    this.progress = progress;
  }

  TwoChains deploy() {
    Address asset = createAsset("Test Dollar", "tUSD");
    Address assetByStandard = createAsset("Test Euro", "tEUR");
    Deployment deployment =
        deployGateways(
            List.of(listing(asset, "tUSD", false), listing(assetByStandard, "tEUR", true)));
    End endA = end("A", a, deployment);
    End endB = end("B", b, deployment);
    CollateralLanes collateral =
        new CollateralLanes(
            direction(deployment, endA, endB, TwoChains.CHANNEL),
            direction(deployment, endB, endA, TwoChains.CHANNEL),
            deployment.on(id(a)).vault().orElseThrow(),
            deployment.on(id(b)).ledger().orElseThrow(),
            asset,
            assetByStandard,
            extent.fee());
    fund(collateral, asset);
    fund(collateral, assetByStandard);
    Optional<Samples> samples =
        extent.samples()
            ? Optional.of(
                SamplesSetup.create(
                    direction(deployment, endA, endB, SamplesSetup.CHANNEL),
                    direction(deployment, endB, endA, SamplesSetup.CHANNEL)))
            : Optional.empty();
    return new TwoChains(endA, endB, collateral, samples, deployment.findings().size());
  }

  private Address createAsset(String name, String symbol) {
    return sender(a, Part.HOLDER)
        .send(
            TokenCalls.createSample(name, symbol, CollateralTerms.DECIMALS),
            "creation of " + symbol)
        .created()
        .orElseThrow();
  }

  private Deployment deployGateways(List<AssetSettings> assets) {
    List<LanePairSettings> lanes = new ArrayList<>();
    lanes.add(
        new LanePairSettings(
            TwoChains.CHANNEL,
            new LaneEndSettings(id(a), LIMITS, extent.fee(), List.of()),
            new LaneEndSettings(id(b), LIMITS, BigInteger.ZERO, List.of())));
    if (extent.samples()) {
      lanes.add(SamplesSetup.lanes(a, b, LIMITS));
    }
    DeploymentSettings settings =
        new DeploymentSettings(
            List.of(roles(a), roles(b)),
            lanes,
            List.of(new CollateralSettings(TwoChains.CHANNEL, id(a), id(b), RELEASE_GAS, assets)),
            new KeyEpoch(Direction.KEY_EPOCH, quorum.groupKey()),
            DeploymentSettings.ADMINISTRATION_DELAY);
    Path folder = temporaryFolder();
    Path manifest = folder.resolve("manifest.json");
    try {
      return new Deployer(settings, List.of(site(a), site(b)), quorum::sign, manifest, progress)
          .deploy();
    } finally {
      delete(folder);
    }
  }

  private static AssetSettings listing(Address asset, String symbol, boolean byStandard) {
    return new AssetSettings(
        asset,
        ENTER_GAS,
        byStandard,
        CollateralTerms.LOCK_CAP,
        CollateralTerms.PAYOUT_CAP,
        CollateralTerms.LEDGER_CAP,
        Optional.of(
            new TokenSettings("Lockstep " + symbol, "ls" + symbol, CollateralTerms.DECIMALS)));
  }

  private static ChainSettings roles(LocalChain chain) {
    return new ChainSettings(
        id(chain),
        chain.account(Part.ADMINISTRATOR.account()).address(),
        chain.account(Part.GUARDIAN.account()).address());
  }

  private static DeploymentSite site(LocalChain chain) {
    return new DeploymentSite(chain.connection(), chain.account(Part.DEPLOYER.account()));
  }

  private static End end(String name, LocalChain chain, Deployment deployment) {
    return new End(name, chain, sender(chain, Part.PASSER_BY), deployment.on(id(chain)).gateway());
  }

  private Direction direction(Deployment deployment, End source, End destination, Channel channel) {
    return new Direction(
        deployment.lane(source.chainId(), destination.chainId(), channel).id(),
        source,
        destination,
        quorum);
  }

  /** The holder has what it will lock, and lets the vault take it. */
  private static void fund(CollateralLanes collateral, Address token) {
    TransactionSender holder = collateral.out().source().sender(Part.HOLDER);
    TokenCalls asset = new TokenCalls(token);
    holder.send(asset.mint(holder.address(), CollateralTerms.HOLDERS_FUNDS), "minting");
    holder.send(asset.approve(collateral.vault(), CollateralTerms.UNLIMITED), "approval");
  }

  private static TransactionSender sender(LocalChain chain, Part part) {
    return new TransactionSender(chain.connection(), chain.account(part.account()));
  }

  private static ChainId id(LocalChain chain) {
    return chain.connection().chainId();
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("lockstep-demo");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.lockstep.chain.deploy;

import io.lockstep.chain.TestQuorum;
import io.lockstep.chain.collateral.TokenCalls;
import io.lockstep.chain.contract.ContractAddress;
import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.AssetSettings;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.deploy.plan.TokenSettings;
import io.lockstep.chain.local.LocalAccounts;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChainSettings;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Two chains, and what the tests deploy on them. */
public final class TwoChains implements AutoCloseable {

  public static final Channel CHANNEL = new Channel(Keccak256.ofText("test"));
  public static final Hello LIMITS = new Hello(2_000_000, 4_096, 300_000);

  /** Of the local accounts, by number. */
  public static final int DEPLOYER = 0;

  public static final int ADMINISTRATOR = 1;
  public static final int GUARDIAN = 2;
  public static final int SENDER = 3;
  public static final int STRANGER = 4;

  /** Of the assets, all of which it has. */
  public static final int HOLDER = 5;

  /**
   * For each chain: four contracts, a key, a lane, four senders, two assets in the vault, a
   * connection, two assets and a token in the ledger, the hand-over, the farewell.
   */
  public static final int TRANSACTIONS = 2 * 18;

  public static final BigInteger FEE = BigInteger.valueOf(1_000);
  public static final BigInteger SUPPLY = BigInteger.TEN.pow(12);
  public static final BigInteger LOCK_CAP = BigInteger.valueOf(3_000_001);
  public static final BigInteger PAYOUT_CAP = BigInteger.valueOf(2_000_001);
  public static final BigInteger LEDGER_CAP = BigInteger.valueOf(1_000_001);
  private static final int DECIMALS = 6;

  /** It can be credited and minted. */
  public static final Address ASSET =
      ContractAddress.created(LocalAccounts.key(HOLDER).address(), 0);

  /** It can be credited only, and travels through ERC-7786. */
  public static final Address OTHER_ASSET =
      ContractAddress.created(LocalAccounts.key(HOLDER).address(), 1);

  private final LocalChain left;
  private final LocalChain right;
  private final TestQuorum quorum = TestQuorum.create();

  private TwoChains(LocalChain left, LocalChain right) {
    this.left = left;
    this.right = right;
  }

  public static TwoChains start(LocalChainSettings left, LocalChainSettings right) {
    LocalChain first = LocalChain.start(left);
    try {
      TwoChains chains = new TwoChains(first, LocalChain.start(right));
      chains.createAssets();
      return chains;
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  private void createAssets() {
    for (LocalChain chain : List.of(left, right)) {
      TransactionSender holder = sender(chain, HOLDER);
      holder.send(TokenCalls.createSample("Asset", "AST", DECIMALS), "asset");
      holder.send(TokenCalls.createSample("Other", "OTH", 18), "other asset");
      holder.send(new TokenCalls(ASSET).mint(holder.address(), SUPPLY), "mint");
      holder.send(new TokenCalls(OTHER_ASSET).mint(holder.address(), SUPPLY), "mint");
    }
  }

  public LocalChain left() {
    return left;
  }

  public LocalChain right() {
    return right;
  }

  public TestQuorum quorum() {
    return quorum;
  }

  public DeploymentSettings settings() {
    return settings(List.of(collateral(left, right), collateral(right, left)));
  }

  public DeploymentSettings settings(List<CollateralSettings> collateral) {
    return new DeploymentSettings(
        List.of(governance(left), governance(right)),
        List.of(new LanePairSettings(CHANNEL, end(left), end(right))),
        collateral,
        quorum.keyEpoch(),
        DeploymentSettings.ADMINISTRATION_DELAY);
  }

  private static ChainSettings governance(LocalChain chain) {
    return new ChainSettings(
        chain.connection().chainId(),
        chain.account(ADMINISTRATOR).address(),
        chain.account(GUARDIAN).address());
  }

  private static LaneEndSettings end(LocalChain chain) {
    return new LaneEndSettings(
        chain.connection().chainId(),
        LIMITS,
        FEE,
        List.of(
            new AllowedSender(chain.account(SENDER).address(), false),
            new AllowedSender(chain.account(STRANGER).address(), true)));
  }

  public static CollateralSettings collateral(LocalChain vault, LocalChain ledger) {
    return collateral(vault, ledger, asset(ASSET, DECIMALS));
  }

  /** With the first asset as it is given. */
  static CollateralSettings collateral(LocalChain vault, LocalChain ledger, AssetSettings asset) {
    return new CollateralSettings(
        CHANNEL,
        vault.connection().chainId(),
        ledger.connection().chainId(),
        300_000,
        List.of(
            asset,
            new AssetSettings(
                OTHER_ASSET,
                140_000,
                /* byStandard= */ true,
                LOCK_CAP,
                PAYOUT_CAP,
                LEDGER_CAP,
                Optional.empty())));
  }

  static AssetSettings asset(Address asset, int decimals) {
    return new AssetSettings(
        asset,
        150_000,
        /* byStandard= */ false,
        LOCK_CAP,
        PAYOUT_CAP,
        LEDGER_CAP,
        Optional.of(new TokenSettings("Asset abroad", "xAST", decimals)));
  }

  public List<DeploymentSite> sites() {
    return List.of(site(left), site(right));
  }

  private static DeploymentSite site(LocalChain chain) {
    return new DeploymentSite(chain.connection(), chain.account(DEPLOYER));
  }

  public Deployment deploy(Path manifest) {
    return deploy(manifest, settings(), DeploymentProgress.silent());
  }

  public Deployment deploy(
      Path manifest, DeploymentSettings settings, DeploymentProgress progress) {
    return new Deployer(settings, sites(), quorum::sign, manifest, progress).deploy();
  }

  public static TransactionSender sender(LocalChain chain, int account) {
    return new TransactionSender(chain.connection(), chain.account(account));
  }

  @Override
  public void close() {
    left.close();
    right.close();
  }
}

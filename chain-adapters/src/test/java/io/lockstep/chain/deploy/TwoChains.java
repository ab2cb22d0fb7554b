package io.lockstep.chain.deploy;

import io.lockstep.chain.TestQuorum;
import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChainSettings;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;

/** Two chains, and what the tests deploy on them. */
public final class TwoChains implements AutoCloseable {

  public static final Channel CHANNEL = new Channel(Keccak256.ofText("test"));
  public static final Hello LIMITS = new Hello(2_000_000, 4_096, 200_000);

  /** Of the local accounts, by number. */
  public static final int DEPLOYER = 0;

  public static final int ADMINISTRATOR = 1;
  public static final int GUARDIAN = 2;
  public static final int SENDER = 3;
  public static final int STRANGER = 4;

  /** For each chain: two contracts, a key, a lane, two senders, the hand-over, the farewell. */
  public static final int TRANSACTIONS = 2 * 8;

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
      return new TwoChains(first, LocalChain.start(right));
    } catch (RuntimeException e) {
      first.close();
      throw e;
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
    return new DeploymentSettings(
        List.of(governance(left), governance(right)),
        List.of(new LanePairSettings(CHANNEL, end(left), end(right))),
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
        BigInteger.valueOf(1_000),
        List.of(
            new AllowedSender(chain.account(SENDER).address(), false),
            new AllowedSender(chain.account(STRANGER).address(), true)));
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

package io.lockstep.app.testnet;

import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChainSettings;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Two local chains with a lane pair of collateral between them, as demo and benchmarks use it. */
public final class TwoChains implements AutoCloseable {

  /** Where the chains listen; a free port for each that is empty. */
  public record Ports(OptionalInt a, OptionalInt b) {
    public static final Ports ANY = new Ports(OptionalInt.empty(), OptionalInt.empty());
  }

  /**
   * What is put on the chains.
   *
   * @param fee what a message of the vault pays, in wei
   * @param samples whether there is a lane pair between sample contracts too
   */
  public record Extent(BigInteger fee, boolean samples) {
    public static final Extent COLLATERAL = new Extent(BigInteger.ZERO, false);
    public static final Extent WITH_SAMPLES = new Extent(BigInteger.ZERO, true);
  }

  /** Of the lane pair of collateral. */
  public static final Channel CHANNEL = new Channel(Keccak256.ofText("collateral"));

  /** So many of them sign. */
  public static final int THRESHOLD = 3;

  public static final int ATTESTERS = 4;

  public static final long CHAIN_A = 31_337;
  public static final long CHAIN_B = 31_338;

  private final End a;
  private final End b;
  private final CollateralLanes collateral;
  private final Optional<Samples> samples;
  private final int verifiedPoints;

  TwoChains(
      End a, End b, CollateralLanes collateral, Optional<Samples> samples, int verifiedPoints) {
    this.a = a;
    this.b = b;
    this.collateral = collateral;
    this.samples = samples;
    this.verifiedPoints = verifiedPoints;
  }

  /** Returns when everything is deployed, handed over and verified; no HELLO is delivered yet. */
  public static TwoChains start(String hardfork, Extent extent) {
    return start(
        AnvilSettings.of(CHAIN_A).withHardfork(hardfork),
        AnvilSettings.of(CHAIN_B).withHardfork(hardfork),
        extent,
        DeploymentProgress.silent());
  }

  /**
   * With collateral.
   *
   * @param quorum whose key the gateways take
   */
  public static TwoChains start(Ports ports, DeploymentProgress progress, LocalQuorum quorum) {
    return start(
        settings(CHAIN_A, ports.a()),
        settings(CHAIN_B, ports.b()),
        Extent.COLLATERAL,
        progress,
        quorum);
  }

  private static AnvilSettings settings(long chainId, OptionalInt port) {
    AnvilSettings settings = AnvilSettings.of(chainId);
    return port.isPresent() ? settings.withPort(port.getAsInt()) : settings;
  }

  public static TwoChains start(
      LocalChainSettings settingsA,
      LocalChainSettings settingsB,
      Extent extent,
      DeploymentProgress progress) {
    LocalQuorum quorum = LocalQuorum.create(THRESHOLD, ATTESTERS, Direction.KEY_EPOCH);
    return start(settingsA, settingsB, extent, progress, quorum);
  }

  public static TwoChains start(
      LocalChainSettings settingsA,
      LocalChainSettings settingsB,
      Extent extent,
      DeploymentProgress progress,
      LocalQuorum quorum) {
    LocalChain a = LocalChain.start(settingsA);
    try {
      LocalChain b = LocalChain.start(settingsB);
      try {
        return new TwoChainsSetup(a, b, extent, progress, quorum).deploy();
      } catch (RuntimeException e) {
        b.close();
        throw e;
      }
    } catch (RuntimeException e) {
      a.close();
      throw e;
    }
  }

  public CollateralLanes collateral() {
    return collateral;
  }

  public Samples samples() {
    return samples.orElseThrow();
  }

  public List<Direction> directions() {
    return List.of(collateral.out(), collateral.home());
  }

  public List<End> ends() {
    return List.of(a, b);
  }

  /** How many points of the deployment were found on chain as they should be. */
  public int verifiedPoints() {
    return verifiedPoints;
  }

  /** The clock of the chains, which may have been moved ahead of ours. */
  public Instant now() {
    return a.latest().block().time();
  }

  /** Goes on by so many blocks on each chain. */
  public void mine(int blocks) {
    ends().forEach(end -> end.chain().mine(blocks));
  }

  public void advanceTime(Duration duration) {
    ends().forEach(end -> end.chain().advanceTime(duration));
  }

  @Override
  public void close() {
    try {
      a.chain().close();
    } finally {
      b.chain().close();
    }
  }
}

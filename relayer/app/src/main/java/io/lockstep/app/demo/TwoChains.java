package io.lockstep.app.demo;

import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChainSettings;
import io.lockstep.chain.transaction.TransactionSender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Two local chains with a lane pair between them, as demo and benchmarks use them. */
public final class TwoChains implements AutoCloseable {

  /** Where the chains listen; a free port for each that is empty. */
  public record Ports(OptionalInt a, OptionalInt b) {
    public static final Ports ANY = new Ports(OptionalInt.empty(), OptionalInt.empty());
  }

  static final long CHAIN_A = 31_337;
  static final long CHAIN_B = 31_338;

  private final End a;
  private final End b;
  private final Direction there;
  private final Direction back;
  private final int verifiedPoints;

  TwoChains(End a, End b, Direction there, Direction back, int verifiedPoints) {
    this.a = a;
    this.b = b;
    this.there = there;
    this.back = back;
    this.verifiedPoints = verifiedPoints;
  }

  /** Returns when everything is deployed, handed over and verified; no HELLO is delivered yet. */
  public static TwoChains start(String hardfork) {
    return start(
        AnvilSettings.of(CHAIN_A).withHardfork(hardfork),
        AnvilSettings.of(CHAIN_B).withHardfork(hardfork),
        DeploymentProgress.silent());
  }

  static TwoChains start(Ports ports, DeploymentProgress progress) {
    return start(settings(CHAIN_A, ports.a()), settings(CHAIN_B, ports.b()), progress);
  }

  private static AnvilSettings settings(long chainId, OptionalInt port) {
    AnvilSettings settings = AnvilSettings.of(chainId);
    return port.isPresent() ? settings.withPort(port.getAsInt()) : settings;
  }

  static TwoChains start(
      LocalChainSettings settingsA, LocalChainSettings settingsB, DeploymentProgress progress) {
    LocalChain a = LocalChain.start(settingsA);
    try {
      LocalChain b = LocalChain.start(settingsB);
      try {
        return new TwoChainsSetup(a, b, progress).deploy();
      } catch (RuntimeException e) {
        b.close();
        throw e;
      }
    } catch (RuntimeException e) {
      a.close();
      throw e;
    }
  }

  public Direction there() {
    return there;
  }

  public Direction back() {
    return back;
  }

  public List<Direction> directions() {
    return List.of(there, back);
  }

  List<End> ends() {
    return List.of(a, b);
  }

  /** How many points of the deployment were found on chain as they should be. */
  int verifiedPoints() {
    return verifiedPoints;
  }

  TransactionSender guardianOf(End end) {
    LocalChain chain = end.chain();
    return new TransactionSender(chain.connection(), chain.account(TwoChainsSetup.GUARDIAN));
  }

  /** The clock of the chains, which may have been moved ahead of ours. */
  public Instant now() {
    return a.latest().block().time();
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

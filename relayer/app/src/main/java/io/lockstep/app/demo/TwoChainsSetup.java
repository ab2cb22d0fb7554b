package io.lockstep.app.demo;

import io.lockstep.chain.contract.ContractAddress;
import io.lockstep.chain.contract.ContractArtifact;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.Deployer;
import io.lockstep.chain.deploy.Deployment;
import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.deploy.DeploymentSite;
import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.KeyEpoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Deploys to two chains, and puts the sample contracts beside the gateways. */
final class TwoChainsSetup {

  /** Which of a local chain's accounts plays which part. */
  private static final int DEPLOYER = 0;

  private static final int ADMINISTRATOR = 1;
  static final int GUARDIAN = 2;
  private static final int OWNER = 3;

  static final Channel CHANNEL = new Channel(Keccak256.ofText("lockstep demo"));
  private static final Hello LIMITS = new Hello(4_000_000, 2_048, 150_000);

  private final SingleKeySigner quorum = SingleKeySigner.generate(new SecureRandom());
  private final LocalChain a;
  private final LocalChain b;

  private final DeploymentProgress progress;

  TwoChainsSetup(LocalChain a, LocalChain b, DeploymentProgress progress) {
    this.a = a;
    this.b = b;
    this.progress = progress;
  }

  TwoChains deploy() {
    Deployment deployment = deployGateways();
    End endA = end("A", a, deployment);
    End endB = end("B", b, deployment);
    Direction there = direction(deployment, endA, endB);
    Direction back = direction(deployment, endB, endA);
    trust(there);
    trust(back);
    return new TwoChains(endA, endB, there, back, deployment.findings().size());
  }

  private Deployment deployGateways() {
    DeploymentSettings settings =
        new DeploymentSettings(
            List.of(roles(a), roles(b)),
            List.of(new LanePairSettings(CHANNEL, laneEnd(a), laneEnd(b))),
            List.of(),
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

  private static ChainSettings roles(LocalChain chain) {
    return new ChainSettings(
        id(chain), chain.account(ADMINISTRATOR).address(), chain.account(GUARDIAN).address());
  }

  private static LaneEndSettings laneEnd(LocalChain chain) {
    return new LaneEndSettings(
        id(chain), LIMITS, BigInteger.ZERO, List.of(new AllowedSender(sampleSender(chain), true)));
  }

  private static DeploymentSite site(LocalChain chain) {
    return new DeploymentSite(chain.connection(), chain.account(DEPLOYER));
  }

  /**
   * The sender is allowed before it is created, because the administrator's delay applies as soon
   * as the deployment has ended: it is the first contract of its owner.
   */
  private static Address sampleSender(LocalChain chain) {
    return ContractAddress.created(chain.account(OWNER).address(), 0);
  }

  private End end(String name, LocalChain chain, Deployment deployment) {
    Address gateway = deployment.on(id(chain)).gateway();
    TransactionSender owner = new TransactionSender(chain.connection(), chain.account(OWNER));
    Address sender = create(owner, Contracts.sampleSender(), gateway);
    Address recipient = create(owner, Contracts.sampleRecipient(), gateway);
    return new End(name, chain, owner, gateway, sender, recipient);
  }

  private static Address create(
      TransactionSender owner, ContractArtifact contract, Address gateway) {
    return owner
        .send(
            TransactionRequest.creation(contract.creationData(gateway)),
            "creation of " + contract.contract())
        .created()
        .orElseThrow();
  }

  private Direction direction(Deployment deployment, End source, End destination) {
    return new Direction(
        deployment.lane(id(source.chain()), id(destination.chain()), CHANNEL).id(),
        source,
        destination,
        quorum);
  }

  /** The recipient trusts the other end's sender, by batch and by ERC-7786. */
  private static void trust(Direction direction) {
    End source = direction.source();
    End destination = direction.destination();
    SampleContracts samples = new SampleContracts(destination);
    destination.owner().send(samples.trust(direction.lane(), source.sampleSender()), "trust");
    destination
        .owner()
        .send(samples.trustInteroperable(source.abroad(source.sampleSender())), "trust");
    // ERC-7786 names no channel, so the sender has one registered.
    source.owner().send(new SampleContracts(source).useChannel(CHANNEL), "setDefaultChannel");
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

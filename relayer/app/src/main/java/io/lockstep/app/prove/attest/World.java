package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Fault.Mishap;
import io.lockstep.app.prove.simulation.DrawnRandom;
import io.lockstep.app.prove.simulation.VirtualNetwork;
import io.lockstep.attestation.attester.HoldQuota;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.core.policy.judging.DeniedAccounts;
import io.lockstep.core.policy.judging.Policy;
import io.lockstep.core.policy.judging.YoungerThan;
import io.lockstep.model.SimulatedChain;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two chains, four attesters and two coordinators. Everything is drawn from one seed. */
final class World {
  private static final Duration QUOTA_WINDOW = Duration.ofHours(1);
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);

  private final Random random;
  private final Panel panel;
  private final Parts parts;
  private final Findings findings;
  private final VirtualNetwork network;
  private final Mail mail;
  private final Outcome outcome;
  private final Checker checker;
  private final ChainSide there;
  private final ChainSide back;
  private final List<Coordinator> coordinators;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Runnable> requests = new ArrayList<>();
  private final List<SignedMessage> utterances = new ArrayList<>();
  private final Map<LaneId, SimulatedChain> falseBranches = new HashMap<>();
  private boolean faulty = true;
  private boolean refreshed;

  World(long seed, Panel panel, Parts parts, Findings findings) {
    this.random = new Random(seed);
    this.panel = panel;
    this.parts = parts;
    this.findings = findings;
    this.network =
        new VirtualNetwork(random, trouble -> findings.add(Mishap.valueOf(trouble.name())));
    this.mail = new Mail(network, nodes);
    this.outcome = new Outcome(this);
    this.checker = new Checker(this);
    this.there = new ChainSide(LanePair.THERE, panel.groupKey());
    this.back = new ChainSide(LanePair.BACK, panel.groupKey());
    this.coordinators =
        List.of(
            new Coordinator(this, CoordinatorId.named("relayer")),
            new Coordinator(this, CoordinatorId.named("another relayer")));
    List<Loyalty> cast = Loyalty.cast(random);
    IntStream.range(0, Panel.COUNT).forEach(i -> nodes.add(node(i, cast.get(i))));
  }

  private Node node(int place, Loyalty loyalty) {
    List<Eyes> eyes = List.of(new Eyes(there, parts, findings), new Eyes(back, parts, findings));
    return new Node(this, place, loyalty, policy(), eyes);
  }

  private Policy policy() {
    DeniedAccounts denied =
        new DeniedAccounts(
            Transfers.SUSPECTS.stream()
                .filter(_ -> random.nextBoolean())
                .collect(Collectors.toSet()));
    YoungerThan young = new YoungerThan(Duration.ofMillis(random.nextInt(3_000)));
    return new Policy(List.of(denied, young), WAIT_MAX);
  }

  // Who and what there is

  Random random() {
    return random;
  }

  Panel panel() {
    return panel;
  }

  Parts parts() {
    return parts;
  }

  Findings findings() {
    return findings;
  }

  Mail mail() {
    return mail;
  }

  Outcome outcome() {
    return outcome;
  }

  Checker checker() {
    return checker;
  }

  List<Node> nodes() {
    return nodes;
  }

  Node node(Identifier identifier) {
    return nodes.stream()
        .filter(node -> node.identifier().equals(identifier))
        .findFirst()
        .orElseThrow();
  }

  List<Coordinator> coordinators() {
    return coordinators;
  }

  List<ChainSide> sides() {
    return List.of(there, back);
  }

  /** The chain that a lane begins at. */
  ChainSide source(LaneId lane) {
    return lane.equals(LanePair.THERE.id()) ? there : back;
  }

  QuorumKey key() {
    return panel.key(refreshed);
  }

  Seat seat(int place) {
    return new Seat(
        key(),
        panel.share(place, refreshed),
        panel.identity(place),
        coordinators.stream().map(Coordinator::id).collect(Collectors.toUnmodifiableSet()),
        new HoldQuota(Transfers.SUSPICIOUS_MAX, QUOTA_WINDOW, this::now),
        new DrawnRandom(random));
  }

  Hash32 drawnHash() {
    byte[] drawn = new byte[Hash32.LENGTH];
    random.nextBytes(drawn);
    return Hash32.of(drawn);
  }

  /** All that was ever asked for, and all that was said to it, for those who replay. */
  List<Runnable> requests() {
    return requests;
  }

  List<SignedMessage> utterances() {
    return utterances;
  }

  Optional<SimulatedChain> falseBranch(Lane lane) {
    return Optional.ofNullable(falseBranches.get(lane.id()));
  }

  void falseBranch(Lane lane, SimulatedChain forged) {
    falseBranches.put(lane.id(), forged);
  }

  // Time and the network

  Instant now() {
    return network.now();
  }

  void at(Instant time, Runnable action) {
    network.at(time, action);
  }

  void after(Duration wait, Runnable action) {
    network.after(wait, action);
  }

  boolean step() {
    return network.step();
  }

  // What happens to attesters

  boolean isFaulty() {
    return faulty;
  }

  void faultsStop() {
    faulty = false;
  }

  /** It comes back after a while. */
  void killed(Node node) {
    node.kill();
    after(Duration.ofMillis(500 + random.nextInt(3_500)), () -> start(node));
  }

  void start(Node node) {
    if (!node.isUp()) {
      node.start();
    }
  }

  boolean isRefreshed() {
    return refreshed;
  }

  /** All shares are made anew, and the old ones are destroyed. */
  void refresh() {
    refreshed = true;
    findings.add(Mishap.SHARES_REFRESHED);
    coordinators.forEach(Coordinator::keyRefreshed);
    for (Node node : nodes) {
      node.refreshed();
      killed(node);
    }
  }
}

package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Fault.Mishap;
import io.lockstep.app.prove.attest.Fault.Treason;
import io.lockstep.app.prove.attest.Findings.Count;
import io.lockstep.model.SimulatedChain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What happens in a round, and when: first faults of all kinds, and then none. */
final class Director {
  private static final Duration BLOCK = Duration.ofSeconds(1);
  private static final Duration FAULTS_STOP = Duration.ofSeconds(22);
  private static final Duration MESSAGES_STOP = Duration.ofSeconds(18);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final World world;
  private final Random random;
  private final Transfers transfers;
  private final Thief thief;
  private final boolean restores;
  private final boolean refreshes;
  private final boolean steals;
  private final int deceivesAt;
  private boolean over;

  Director(World world) {
    this.world = world;
    this.random = world.random();
    this.transfers = new Transfers(random);
    this.thief = new Thief(world.panel());
    this.restores = random.nextInt(3) == 0;
    this.refreshes = random.nextInt(4) == 0;
    this.steals = random.nextInt(5) == 0;
    this.deceivesAt = 2 + random.nextInt(8);
  }

  void play() {
    for (Node node : world.nodes()) {
      world.after(Duration.ofMillis(random.nextInt(1_000)), () -> world.start(node));
    }
    world.after(BLOCK, this::block);
    for (Coordinator coordinator : world.coordinators()) {
      work(coordinator);
    }
    world.after(Duration.ofSeconds(deceivesAt), this::deceive);
    world.after(Duration.ofSeconds(3 + random.nextInt(8)), this::backUp);
    if (steals) {
      world.after(Duration.ofSeconds(8 + random.nextInt(6)), this::steal);
    }
    if (refreshes) {
      world.after(Duration.ofSeconds(14 + random.nextInt(10)), world::refresh);
    }
    world.after(FAULTS_STOP, this::calm);
    world.after(FAULTS_STOP.plus(PATIENCE), () -> over = true);
    while (!over && world.step()) {}
    world.checker().ended();
  }

  private void work(Coordinator coordinator) {
    world.after(
        Duration.ofMillis(1_500 + random.nextInt(3_000)),
        () -> {
          coordinator.work();
          work(coordinator);
        });
  }

  private boolean once(int in) {
    return world.isFaulty() && random.nextInt(in) == 0;
  }

  /** A new block on each chain, and what happens at that time. */
  private void block() {
    boolean sending = elapsed().compareTo(MESSAGES_STOP) < 0;
    for (ChainSide side : world.sides()) {
      if (once(10) && side.reorg(random)) {
        world.findings().add(Mishap.REORG);
      }
      if (sending && random.nextInt(5) < 2) {
        side.send(transfers.next());
      }
      side.mine(random);
      world.falseBranch(side.outbound()).ifPresent(Director::grow);
    }
    if (world.isFaulty()) {
      disturb();
    }
    world.after(BLOCK, this::block);
  }

  private Duration elapsed() {
    return Duration.between(Instant.EPOCH, world.now());
  }

  // Faults

  private void disturb() {
    Node node = any(world.nodes());
    if (once(6) && node.isUp()) {
      world.findings().add(Mishap.KILLED);
      world.killed(node);
    }
    if (once(8)) {
      world.findings().add(Mishap.CUT_OFF);
      node.cutOff(true);
      world.after(Duration.ofMillis(500 + random.nextInt(4_000)), () -> node.cutOff(false));
    }
    Node other = any(world.nodes());
    if (!other.isDeceived()) {
      Eyes eyes = any(other.eyes());
      if (random.nextInt(3) == 0) {
        eyes.heal();
      } else {
        eyes.misinform(random);
      }
    }
    replay();
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void replay() {
    if (once(3) && !world.requests().isEmpty()) {
      world.findings().add(Treason.REPLAYED_REQUEST);
      any(world.requests()).run();
    }
    if (once(3) && !world.utterances().isEmpty()) {
      world.findings().add(Treason.REPLAYED_ANSWER);
      any(world.coordinators()).replayed(any(world.utterances()));
    }
  }

  /** On one chain or both, and for all who are deceived at once. */
  private void deceive() {
    List<Node> deceived = world.nodes().stream().filter(Node::isDeceived).toList();
    if (deceived.isEmpty()) {
      return;
    }
    deceived.forEach(_ -> world.findings().add(Count.DECEIVED));
    int which = random.nextInt(3);
    for (int i = 0; i < world.sides().size(); i++) {
      if (which != i) {
        ChainSide side = world.sides().get(i);
        SimulatedChain forged = side.chain().fork();
        forged.mine(List.of(transfers.forged()));
        world.falseBranch(side.outbound(), forged);
        for (Node node : deceived) {
          node.eyes().get(i).deceive(forged);
        }
      }
    }
  }

  private static void grow(SimulatedChain forged) {
    forged.mine(List.of());
    forged.finalizeThrough(forged.tip().id().number() - 1);
  }

  private void backUp() {
    world.nodes().forEach(Node::backUp);
    if (restores) {
      restore();
    }
  }

  /** Once all honest peers have heard of more than the backup knows. */
  private void restore() {
    List<Node> restorable =
        world.isRefreshed() ? List.of() : world.nodes().stream().filter(this::isMissed).toList();
    if (!restorable.isEmpty()) {
      Node node = any(restorable);
      world.findings().add(Mishap.RESTORED_FROM_BACKUP);
      node.restore();
      world.killed(node);
    } else if (world.isFaulty()) {
      world.after(BLOCK, this::restore);
    }
  }

  private boolean isMissed(Node node) {
    return node.isSound()
        && world.nodes().stream()
            .filter(peer -> peer != node && !peer.isTraitor())
            .allMatch(peer ->
                peer.disk().heightHeard(node.identifier(), world.key().hash())
                    > node.heightOfBackup());
  }

  /** Whoever has three shares can have anything executed, until it is there for good. */
  private void steal() {
    ChainSide there = world.source(LanePair.THERE.id());
    ChainSide back = world.source(LanePair.BACK.id());
    if (!back.executedForgery()) {
      world.findings().add(Treason.THREE_SHARES_STOLEN);
      thief.forge(there, back, transfers.forged());
      there.send(transfers.next());
    }
    if (world.isFaulty()) {
      world.after(BLOCK.multipliedBy(2), this::steal);
    }
  }

  // The end

  private void calm() {
    world.faultsStop();
    for (Node node : world.nodes()) {
      node.cutOff(false);
      node.eyes().forEach(Eyes::heal);
    }
    world.after(BLOCK.multipliedBy(8), this::look);
  }

  private void look() {
    over = over || world.outcome().isDone();
    world.after(BLOCK, this::look);
  }
}

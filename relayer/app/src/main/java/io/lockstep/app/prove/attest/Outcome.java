package io.lockstep.app.prove.attest;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.LaneId;
import java.util.HashMap;
import java.util.Map;

/** How far a world has come, and what may be expected of it. */
final class Outcome {
  private final World world;
  private final Map<LaneId, Long> signedThrough = new HashMap<>();

  Outcome(World world) {
    this.world = world;
  }

  /** A checkpoint is signed, and somebody carries the lane forward by it. */
  void signed(FinishedCheckpoint finished) {
    Checkpoint checkpoint = finished.checkpoint();
    signedThrough.merge(checkpoint.lane(), checkpoint.nonce(), Math::max);
    world
        .source(LanePair.paired(checkpoint.lane()))
        .deliver(finished, world.source(checkpoint.lane()).messageHashes());
  }

  /** Whether t attesters are left that could sign once nothing disturbs them. */
  boolean canSign() {
    long able = world.nodes().stream().filter(node -> node.isSound() && !node.isRestored()).count();
    return able >= Panel.THRESHOLD;
  }

  boolean isAllSigned() {
    return world.sides().stream()
        .allMatch(side ->
            signedThrough.getOrDefault(side.outbound().id(), 0L) >= side.finalHead().nonce());
  }

  boolean forgeryIsFinal() {
    return world.source(LanePair.BACK.id()).forgeryIsFinal();
  }

  /** Whether it could see what was executed, and that its own log holds something else there. */
  boolean canLearnOfForgery(Node node) {
    long sent = world.source(LanePair.THERE.id()).finalHead().nonce();
    long executed = world.source(LanePair.BACK.id()).finalExecuted().nonce();
    return node.isSound() && !node.isRestored() && sent >= executed;
  }

  /** Whether everything has come out as it must. */
  boolean isDone() {
    return world.sides().stream().allMatch(ChainSide::isSettled)
        && (forgeryIsFinal() ? allWhoCanHaveHalted() : !canSign() || isAllSigned());
  }

  private boolean allWhoCanHaveHalted() {
    return world.nodes().stream()
        .filter(this::canLearnOfForgery)
        .allMatch(node -> node.disk().haltedBoth());
  }
}

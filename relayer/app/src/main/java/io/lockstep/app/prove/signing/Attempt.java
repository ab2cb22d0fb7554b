package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.signing.Findings.Broken;
import io.lockstep.app.prove.signing.Findings.Count;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.SigningStep;
import io.lockstep.protocol.Hash32;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One coordinator's try at one message, as long as its process lives. */
final class Attempt {
  private record Request(Identifier signer, Hash32 session) {}

  private final World world;
  private final Signing signing;
  private final CoordinatorProcess process;
  private final CommitmentStore store;
  private final Parts.Coordinator coordinator;
  private final Set<Hash32> opened = new HashSet<>();
  private final Map<Request, Integer> requests = new HashMap<>();
  private boolean alive = true;

  Attempt(World world, Signing signing, CoordinatorProcess process) {
    this.world = world;
    this.signing = signing;
    this.process = process;
    this.store = process.store();
    this.coordinator = world.coordinator(signing.digest(), store);
  }

  boolean isAlive() {
    return alive;
  }

  boolean isOf(CoordinatorProcess other) {
    return process == other;
  }

  CoordinatorId id() {
    return process.id();
  }

  /** What it has asked for comes to whoever follows it. */
  void die() {
    alive = false;
  }

  void wake() {
    if (alive) {
      take(coordinator.tick(world.now()));
    }
  }

  void arrived(SignedMessage message) {
    take(coordinator.arrived(message, world.now()));
  }

  private void take(List<SigningStep> steps) {
    steps.forEach(this::take);
    if (alive) {
      coordinator.nextWake().ifPresent(wake -> world.wake(this, wake));
    }
  }

  private void take(SigningStep step) {
    switch (step) {
      case SigningStep.AskCommitments(var signer, var abandoned) ->
          world.ask(signing, this, signer, abandoned);
      case SigningStep.RequestShare(var signer, var session) -> request(signer, session);
      case SigningStep.Blame(var evidence) -> world.checker().blamed(evidence);
      case SigningStep.Disregard _ -> world.findings().add(Count.DISREGARDED);
      case SigningStep.Done(var signature, var _) -> {
        world.checker().signed(signing.digest(), signature);
        signing.signed();
        end();
      }
      case SigningStep.Failed _ -> {
        world.findings().add(Broken.FAILED_WITH_QUORUM);
        end();
      }
    }
  }

  private void request(Identifier signer, SigningSession session) {
    opened.add(session.hash());
    if (requests.merge(new Request(signer, session.hash()), 1, Integer::sum) > 1) {
      world.findings().add(Count.REPEATED_REQUESTS);
    }
    world.checker().requested(store, session);
    world.request(signing, this, signer, session);
  }

  private void end() {
    alive = false;
    world.checker().opened(opened);
  }
}

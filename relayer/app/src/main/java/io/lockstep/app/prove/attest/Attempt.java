package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Fault.Mischief;
import io.lockstep.attestation.attester.CheckpointDraft;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Patience;
import io.lockstep.attestation.signing.SigningCoordinator;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.SigningStep;
import io.lockstep.protocol.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try at one checkpoint: what do the attesters hold, then their shares. */
final class Attempt {
  private static final Duration WAITS_FOR_HOLDS = Duration.ofMillis(200);
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofMillis(200),
          Duration.ofMillis(900),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3));

  private final World world;
  private final Coordinator coordinator;
  private final Lane lane;
  private final Wish wish;
  private final CheckpointDraft draft;
  private @Nullable Request request;
  private @Nullable SigningCoordinator signing;
  private boolean over;

  private Attempt(World world, Coordinator coordinator, Lane lane, Wish wish) {
    this.world = world;
    this.coordinator = coordinator;
    this.lane = lane;
    this.wish = wish;
    this.draft = new CheckpointDraft(coordinator.key(), lane.id(), wish.from());
  }

  /** Nothing if there is nothing to sign. */
  static Optional<Attempt> begin(
      World world, Coordinator coordinator, Lane lane, Optional<Mischief> mischief) {
    Optional<Wish> wish = Wish.of(world, lane, mischief);
    mischief.filter(_ -> wish.isPresent()).ifPresent(world.findings()::add);
    Optional<Attempt> attempt = wish.map(one -> new Attempt(world, coordinator, lane, one));
    attempt.ifPresent(Attempt::askHolds);
    return attempt;
  }

  boolean isFor(Lane other) {
    return lane.equals(other);
  }

  private void askHolds() {
    for (Node node : world.nodes()) {
      if (wish.hears(node) && coordinator.takesTheWordOf(node.identifier())) {
        world
            .mail()
            .ask(
                this,
                node,
                () -> node.holds(lane.id(), wish.from(), wish.nonce()),
                said -> draft.heard(node.identifier(), said));
      }
    }
    world.after(WAITS_FOR_HOLDS, this::propose);
  }

  private void propose() {
    if (wish.needsHolds() && !draft.isEnough()) {
      end();
      return;
    }
    Request wanted = wish.request(draft, coordinator);
    wanted.checkpoints().forEach(world.checker()::proposed);
    request = wanted;
    signing = new SigningCoordinator(wanted.digest(), wanted.store(), PATIENCE, world.now());
    wake();
  }

  private void wake() {
    SigningCoordinator current = signing;
    if (!over && current != null) {
      take(current, current.tick(world.now()));
    }
  }

  void arrived(SignedMessage message) {
    SigningCoordinator current = signing;
    if (!over && current != null) {
      take(current, current.arrived(message, world.now()));
    }
  }

  private void take(SigningCoordinator current, List<SigningStep> steps) {
    steps.forEach(this::take);
    Optional<Instant> next = over ? Optional.empty() : current.nextWake();
    next.ifPresent(at -> world.at(at, this::wake));
  }

  private void take(SigningStep step) {
    Request wanted = request();
    switch (step) {
      case SigningStep.AskCommitments(Identifier signer, var abandoned) -> {
        Node node = world.node(signer);
        world.mail().ask(this, node, () -> node.offer(wanted.asker(), abandoned), this::heard);
      }
      case SigningStep.RequestShare(Identifier signer, SigningSession session) -> {
        Node node = world.node(signer);
        world.requests().add(() -> node.answer(wanted.asker(), wanted.proposal(), session));
        world
            .mail()
            .ask(
                this,
                node,
                () -> node.answer(wanted.asker(), wanted.proposal(), session),
                said -> replied(node, said));
      }
      case SigningStep.Done(var signature, int _) -> {
        wanted.finishedBy(signature).ifPresent(finished -> finished(finished));
        end();
      }
      case SigningStep.Failed _ -> end();
      case SigningStep.Blame _ -> {}
      case SigningStep.Disregard _ -> {}
    }
  }

  private Request request() {
    if (request == null) {
      throw new IllegalStateException("Nothing was proposed.");
    }
    return request;
  }

  private void heard(SignedMessage message) {
    world.utterances().add(message);
    arrived(message);
  }

  private void replied(Node node, Spoken said) {
    said.refused().ifPresent(this::refused);
    said.share()
        .ifPresent(share -> world.mail().tellPeersOf(node, share.ledgerHeight(), said.heard()));
    heard(said.message());
  }

  private void refused(Refusal.Reason reason) {
    if (reason == Refusal.Reason.HOLDS_OVER_QUOTA || reason == Refusal.Reason.HOLD_UNFOUNDED) {
      coordinator.holdsRefused(request().authors());
    } else if (reason == Refusal.Reason.HOLD_MISSING) {
      coordinator.holdsMissed();
    }
  }

  private void finished(FinishedCheckpoint finished) {
    if (world.checker().finished(finished)) {
      world.outcome().signed(finished);
    }
  }

  private void end() {
    over = true;
    coordinator.ended(this);
  }
}

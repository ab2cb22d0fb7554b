package io.lockstep.app.keys.ceremony;

import io.lockstep.app.CliException;
import io.lockstep.app.transport.Callers;
import io.lockstep.app.transport.Frames;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.CommitmentStore;
import io.lockstep.attestation.signing.Patience;
import io.lockstep.attestation.signing.SigningCoordinator;
import io.lockstep.attestation.signing.SigningStep;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Brings the signatures about by which a new key proves that it exists. Each attester coordinates
 * its own: any signature of the quorum is as good as another.
 */
final class ProofSigning {
  /** What came back from somebody who was asked; nothing if it was not reached. */
  private record Back(Identifier signer, Optional<SignedMessage> message) {}

  private final Identifier self;
  private final KeyProver own;
  private final Peers peers;
  private final Progress progress;
  private final Patience patience;
  private final CommitmentStore store;
  private final BlockingQueue<Back> back = new LinkedBlockingQueue<>();

  ProofSigning(Identifier self, KeyProver own, Peers peers, Progress progress, Duration whole) {
    this.self = self;
    this.own = own;
    this.peers = peers;
    this.progress = progress;
    this.patience =
        new Patience(
            min(Duration.ofMillis(500), whole),
            min(Duration.ofMillis(200), whole),
            min(Duration.ofSeconds(2), whole),
            whole);
    this.store = new CommitmentStore(own.key(), Callers.coordinatorOf(self));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  FrostSignature sign(Hash32 digest) {
    SigningCoordinator coordinator = new SigningCoordinator(digest, store, patience, Instant.now());
    Deque<SigningStep> steps = new ArrayDeque<>(coordinator.tick(Instant.now()));
    while (true) {
      SigningStep step = steps.poll();
      switch (step) {
        case null -> steps.addAll(waited(coordinator));
        case SigningStep.Done(FrostSignature signature, int _) -> {
          return signature;
        }
        case SigningStep.Failed(var report) ->
            throw CliException.temporary(
                "the key is certified but did not sign: found %s, expected %d attesters; run the same command again on all"
                    .formatted(report, own.key().threshold()));
        default -> take(step);
      }
    }
  }

  private List<SigningStep> waited(SigningCoordinator coordinator) {
    Instant now = Instant.now();
    Duration wait = Duration.between(now, coordinator.nextWake().orElse(now));
    Optional<Back> came = poll(wait);
    if (came.isEmpty()) {
      return coordinator.tick(Instant.now());
    }
    Back one = came.get();
    return one.message()
        .map(message -> coordinator.arrived(message, Instant.now()))
        .orElseGet(() -> coordinator.unreachable(one.signer(), Instant.now()));
  }

  private Optional<Back> poll(Duration wait) {
    try {
      return Optional.ofNullable(back.poll(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException("interrupted", e);
    }
  }

  private void take(SigningStep step) {
    switch (step) {
      case SigningStep.AskCommitments(Identifier signer, var abandoned) ->
          ask(
              signer,
              () -> own.offer(self, abandoned),
              peers.routes().offer(),
              Bytes.copyOf(Frames.join(List.of(signer.encode(), abandoned.encode()))));
      case SigningStep.RequestShare(Identifier signer, var session) ->
          ask(signer, () -> own.answer(self, session), peers.routes().answer(), session.encode());
      case SigningStep.Blame(var evidence) ->
          progress.tell("a wrong share of attester %s".formatted(evidence.accused()));
      case SigningStep.Disregard _, SigningStep.Done _, SigningStep.Failed _ -> {}
    }
  }

  private void ask(Identifier signer, Supplier<SignedMessage> here, String path, Bytes body) {
    Supplier<SignedMessage> asking =
        signer.equals(self)
            ? here
            : () -> SignedMessage.decode(peers.line(signer).post(path, body));
    Thread.ofVirtual().start(() -> back.add(new Back(signer, answered(asking))));
  }

  private static Optional<SignedMessage> answered(Supplier<SignedMessage> asking) {
    try {
      return Optional.of(asking.get());
    } catch (PeerException | AttestationException e) {
      return Optional.empty();
    }
  }
}

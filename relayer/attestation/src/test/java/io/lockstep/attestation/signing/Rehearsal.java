package io.lockstep.attestation.signing;

import static io.lockstep.attestation.signing.TestQuorum.APPROVED;
import static io.lockstep.attestation.signing.TestQuorum.DIGEST;
import static io.lockstep.attestation.signing.TestQuorum.RELAYER;
import static io.lockstep.attestation.signing.TestQuorum.id;

import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A coordinator and pools that talk to each other without a network: what is said is heard at once,
 * in the order in which it was said. Time passes only where a test lets it.
 */
final class Rehearsal {
  /** What a signer sends in the place of what its pool says. */
  interface Voice {
    Voice HONEST = (_, message) -> List.of(message);
    Voice SILENT = (_, _) -> List.of();

    List<SignedMessage> says(SigningStep request, SignedMessage message);

    /** Honest when it offers commitments. */
    static Voice inSession(Voice voice) {
      return (request, message) ->
          request instanceof SigningStep.RequestShare
              ? voice.says(request, message)
              : List.of(message);
    }
  }

  static final Patience PATIENCE =
      new Patience(
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(8),
          Duration.ofMinutes(1));

  final TestQuorum quorum;
  final List<SigningStep> steps = new ArrayList<>();
  final Set<Identifier> unapproving = new HashSet<>();
  private final Map<Identifier, SignerPool> pools = new HashMap<>();
  private final Map<Identifier, Voice> voices = new HashMap<>();
  private final Deque<SignedMessage> said = new ArrayDeque<>();
  private CommitmentStore store;
  private SigningCoordinator coordinator;
  private Instant now = Instant.EPOCH;

  Rehearsal(TestQuorum quorum) {
    this.quorum = quorum;
    quorum
        .key()
        .roster()
        .identifiers()
        .forEach(i -> {
          pools.put(i, quorum.pool(i.value().intValueExact()));
          voices.put(i, Voice.HONEST);
        });
    this.store = new CommitmentStore(quorum.key(), RELAYER);
    this.coordinator = new SigningCoordinator(DIGEST, store, PATIENCE, now);
  }

  Rehearsal voice(long signer, Voice voice) {
    voices.put(id(signer), voice);
    return this;
  }

  CommitmentStore store() {
    return store;
  }

  SignerPool pool(long signer) {
    return pool(id(signer));
  }

  private SignerPool pool(Identifier signer) {
    return Objects.requireNonNull(pools.get(signer));
  }

  void restart(long signer) {
    pools.put(id(signer), quorum.pool(signer));
  }

  /** The next signing of the same coordinator: its commitments stay. */
  void beginNext() {
    steps.clear();
    said.clear();
    coordinator = new SigningCoordinator(DIGEST, store, PATIENCE, now);
  }

  /** Another coordinator with the same name, which knows nothing. */
  void replaceCoordinator() {
    store = new CommitmentStore(quorum.key(), RELAYER);
    coordinator = new SigningCoordinator(DIGEST, store, PATIENCE, now);
  }

  /** Until nobody has anything to say. */
  Rehearsal run() {
    take(coordinator.tick(now));
    while (!said.isEmpty()) {
      hear(said.removeFirst());
    }
    return this;
  }

  /** Lets the time pass to when the coordinator wants to be woken. */
  Rehearsal runOn() {
    coordinator.nextWake().ifPresent(wake -> now = wake);
    return run();
  }

  Rehearsal runToTheEnd() {
    run();
    while (coordinator.nextWake().isPresent()) {
      runOn();
    }
    return this;
  }

  void hear(SignedMessage message) {
    take(coordinator.arrived(message, now));
  }

  void unreachable(long signer) {
    take(coordinator.unreachable(id(signer), now));
  }

  void giveUp() {
    take(coordinator.giveUp());
  }

  private void take(List<SigningStep> next) {
    for (SigningStep step : next) {
      steps.add(step);
      switch (step) {
        case SigningStep.AskCommitments(var signer, var abandoned) ->
            say(step, pool(signer).offer(RELAYER, abandoned));
        case SigningStep.RequestShare(var signer, var session) ->
            say(
                step,
                unapproving.contains(signer)
                    ? pool(signer).decline(RELAYER, session)
                    : pool(signer).answer(RELAYER, session, APPROVED));
        case SigningStep.Blame _,
            SigningStep.Disregard _,
            SigningStep.Done _,
            SigningStep.Failed _ -> {}
      }
    }
  }

  private void say(SigningStep request, SignedMessage message) {
    said.addAll(Objects.requireNonNull(voices.get(message.sender())).says(request, message));
  }

  <T extends SigningStep> Stream<T> steps(Class<T> kind) {
    return steps.stream().filter(kind::isInstance).map(kind::cast);
  }

  List<SigningSession> sessions() {
    return steps(SigningStep.RequestShare.class)
        .map(SigningStep.RequestShare::session)
        .distinct()
        .toList();
  }

  List<Identifier> blamed() {
    return steps(SigningStep.Blame.class).map(blame -> blame.evidence().accused()).toList();
  }

  List<SigningStep.Disregard.Cause> disregarded() {
    return steps(SigningStep.Disregard.class).map(SigningStep.Disregard::cause).toList();
  }

  /** The one that the signing has ended with. */
  SigningStep ending() {
    return steps.stream()
        .filter(step -> step instanceof SigningStep.Done || step instanceof SigningStep.Failed)
        .reduce((_, _) -> {
          throw new AssertionError("it has ended twice");
        })
        .orElseThrow();
  }

  boolean isDone() {
    return steps.stream().anyMatch(SigningStep.Done.class::isInstance);
  }
}

package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.Conduct;
import io.lockstep.attestation.signing.Evidence;
import io.lockstep.attestation.signing.SigningCoordinator;
import io.lockstep.attestation.signing.SigningReport;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.attestation.signing.SigningStep;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One proposal brought to the attesters of a panel: the loop around a {@link SigningCoordinator}.
 * It waits for the next answer or for the moment that the coordinator names, on one thread.
 */
final class SigningRun {
  /** How it ended. */
  sealed interface Result {
    record Done(FrostSignature signature, int sessions) implements Result {}

    record Failed(SigningReport report) implements Result {}
  }

  private sealed interface Arrival {
    record Said(Identifier attester, SignedMessage message, Optional<Refusal> why)
        implements Arrival {}

    record Lost(Identifier attester, String why) implements Arrival {}

    /** Another signing has put commitments into the store. */
    record Nudged() implements Arrival {}
  }

  private final PanelParts parts;
  private final Proposal proposal;
  private final Runs others;
  private final SigningCoordinator coordinator;

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Set<Identifier> asked = new HashSet<>();
  private final Map<Hash32, SigningSession> sessions = new HashMap<>();
  private final Map<Identifier, Refusal> refusals = new HashMap<>();
  private final Map<Identifier, String> failures = new HashMap<>();
  private final Map<Identifier, Evidence> lies = new HashMap<>();
  private final List<LastHeard.Share> heard = new ArrayList<>();
  private @Nullable Result result;

  /** Nothing is asked yet. */
  SigningRun(PanelParts parts, Proposal proposal, Hash32 digest, Runs others) {
    this.parts = parts;
    this.proposal = proposal;
    this.others = others;
    this.coordinator =
        new SigningCoordinator(digest, parts.store(), parts.timing().patience(), now());
  }

  private Instant now() {
    return parts.clock().instant();
  }

  /** What signers have said, each under its identity. */
  List<LastHeard.Share> heard() {
    return List.copyOf(heard);
  }

  boolean wasRefused(Refusal.Reason reason) {
    return refusals.values().stream().anyMatch(refusal -> refusal.reason() == reason);
  }

  <T> PanelOutcome<T> notSigned(Result.Failed failed, int attempt, Stopwatch watch) {
    SigningReport report = failed.report();
    Map<Identifier, SeatConduct> seats = new HashMap<>();
    report
        .conduct()
        .forEach((attester, conduct) -> seats.put(attester, conduct(attester, conduct)));
    return new PanelOutcome.NotSigned<>(
        "fewer than %d attesters sign".formatted(parts.key().threshold()),
        watch.report(attempt, report.sessions(), seats));
  }

  private SeatConduct conduct(Identifier attester, Conduct conduct) {
    return SeatConduct.of(
        conduct,
        Optional.ofNullable(refusals.get(attester)),
        Optional.ofNullable(failures.get(attester)));
  }

  /** Who did anything else than to answer, in a signing that ended well. */
  Map<Identifier, SeatConduct> troubles() {
    Map<Identifier, SeatConduct> troubles = new HashMap<>();
    failures.forEach((attester, why) -> troubles.put(attester, new SeatConduct.Unreachable(why)));
    refusals.forEach((attester, why) -> troubles.put(attester, new SeatConduct.Refused(why)));
    lies.forEach((attester, lie) -> troubles.put(attester, new SeatConduct.Lied(lie)));
    return troubles;
  }

  void nudge() {
    arrivals.add(new Arrival.Nudged());
  }

  Result run() throws InterruptedException {
    take(coordinator.tick(now()));
    while (result == null) {
      if (isHopeless()) {
        take(coordinator.giveUp());
      } else {
        Arrival next = next();
        take(next == null ? coordinator.tick(now()) : steps(next));
      }
    }
    return result;
  }

  /** Who cannot be reached now may be in a moment, but it alone does not make a quorum. */
  private boolean isHopeless() {
    Set<Identifier> against = new HashSet<>(refusals.keySet());
    against.addAll(lies.keySet());
    if (!against.isEmpty()) {
      against.addAll(failures.keySet());
    }
    return against.size() > PanelParts.refusalsMax(parts.key());
  }

  private @Nullable Arrival next() throws InterruptedException {
    Instant wake =
        coordinator
            .nextWake()
            .orElseThrow(() -> new IllegalStateException("a signing that ended unnoticed"));
    long nanos = Duration.between(now(), wake).toNanos();
    return arrivals.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  private List<SigningStep> steps(Arrival arrival) {
    return switch (arrival) {
      case Arrival.Said said -> said(said);
      case Arrival.Lost(Identifier attester, String why) -> {
        asked.remove(attester);
        failures.put(attester, why);
        parts.listener().unreachable(attester, why);
        yield coordinator.unreachable(attester, now());
      }
      case Arrival.Nudged() -> coordinator.tick(now());
    };
  }

  private List<SigningStep> said(Arrival.Said said) {
    SignedMessage message = said.message();
    asked.remove(said.attester());
    failures.remove(said.attester());
    List<SigningStep> steps = coordinator.arrived(message, now());
    if (steps.stream().anyMatch(SigningRun::isOfNoUse)) {
      return steps;
    }
    if (isShare(message)) {
      refusals.remove(message.sender());
      heard.add(new LastHeard.Share(session(message.scope()), message));
      others.replenishedBy(this);
    } else if (message.sender().equals(said.attester())) {
      said.why().ifPresent(refusal -> refused(said.attester(), refusal));
    }
    return steps;
  }

  /** What nobody has said, or what is no answer, is not to be shown to anybody. */
  private static boolean isOfNoUse(SigningStep step) {
    return step instanceof SigningStep.Disregard || step instanceof SigningStep.Blame;
  }

  private SigningSession session(Hash32 hash) {
    SigningSession session = sessions.get(hash);
    if (session == null) {
      throw new IllegalStateException("session %s was never asked for".formatted(hash));
    }
    return session;
  }

  /** By its first byte: that it can be read has been seen already. */
  private static boolean isShare(SignedMessage answer) {
    return answer.kind() == MessageKind.SIGNING_ANSWER
        && answer.body().length() > 0
        && answer.body().asByteBuffer().get() == Answer.SHARE;
  }

  private void refused(Identifier attester, Refusal refusal) {
    refusals.put(attester, refusal);
    parts.listener().refused(attester, refusal);
  }

  private void take(List<SigningStep> steps) {
    steps.forEach(this::take);
  }

  private void take(SigningStep step) {
    switch (step) {
      case SigningStep.AskCommitments(Identifier signer, Allotment abandoned) ->
          ask(signer, seat -> new Seat.Answered(seat.offer(abandoned), Optional.empty()));
      case SigningStep.RequestShare(Identifier signer, SigningSession session) -> {
        sessions.put(session.hash(), session);
        ask(signer, seat -> seat.answer(proposal, session));
      }
      case SigningStep.Blame(Evidence evidence) -> {
        lies.put(evidence.accused(), evidence);
        parts.listener().lied(evidence);
      }
      case SigningStep.Done(FrostSignature signature, int count) ->
          result = new Result.Done(signature, count);
      case SigningStep.Failed(SigningReport report) -> result = new Result.Failed(report);
      case SigningStep.Disregard _ -> {}
    }
  }

  /**
   * Not while it is being asked: over a connection that stands, asking twice brings nothing, and
   * one that does not stand is noticed by its time-out.
   */
  private void ask(Identifier signer, Function<Seat, Seat.Answered> question) {
    SeatLine line = parts.lines().get(signer);
    if (line != null && asked.add(signer)) {
      line.ask(
          question,
          answered -> arrivals.add(new Arrival.Said(signer, answered.message(), answered.why())),
          why -> arrivals.add(new Arrival.Lost(signer, why)));
    }
  }
}

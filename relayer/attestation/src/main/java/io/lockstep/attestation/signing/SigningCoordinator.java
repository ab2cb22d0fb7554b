package io.lockstep.attestation.signing;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Aggregation;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.SigningStep.Disregard;
import io.lockstep.protocol.Hash32;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One signature, brought about as in ROAST. Whenever t signers owe no answer and have a commitment
 * unused, a session is opened with them, and none is ever given up: a late share may still complete
 * it. So nobody is waited for, but for the moment that {@link Patience#alone} gives a session.
 *
 * <p>A signer has one request open at a time. So every session that does not end in a signature is
 * held up by a signer that is in no other, ended by a liar that is then left out, or refused. With
 * t honest signers that can be reached, that makes at most n − t + 1 sessions, and one for each
 * refusal; {@link #REFUSALS_MAX} bounds those.
 *
 * <p>Not for several threads. The time comes in with each event, and steps to take come out.
 */
public final class SigningCoordinator {
  /**
   * A signer that restarts has lost its nonces and says so, and one that has not approved the
   * message yet says that. One that has refused so often is left out of this signing.
   */
  public static final int REFUSALS_MAX = 6;

  private final QuorumKey key;
  private final Hash32 digest;
  private final CommitmentStore store;
  private final Patience patience;
  private final Instant deadline;
  private final Map<Identifier, Participant> participants;
  private final Map<Hash32, OpenSession> sessions = new HashMap<>();
  private Optional<Instant> aloneUntil = Optional.empty();
  private boolean over;

  /**
   * Nothing happens before the first event.
   *
   * @param digest what is to be signed
   * @param store shared by all signings of this coordinator with this key
   */
  public SigningCoordinator(Hash32 digest, CommitmentStore store, Patience patience, Instant now) {
    this.key = store.key();
    this.digest = digest;
    this.store = store;
    this.patience = patience;
    this.deadline = now.plus(patience.whole());
    this.participants = new LinkedHashMap<>();
    key.roster().identifiers().forEach(i -> participants.put(i, new Participant(i)));
  }

  /**
   * Time has passed. To be called first and at {@link #nextWake}; also when another signing has put
   * commitments into the store, if this one shall not wait until then.
   */
  public List<SigningStep> tick(Instant now) {
    return advance(new ArrayList<>(), now);
  }

  /** An offer or an answer has come. Who brought it does not matter. */
  public List<SigningStep> arrived(SignedMessage message, Instant now) {
    if (over) {
      return disregard(message, Disregard.Cause.OVER);
    }
    List<SigningStep> steps =
        message.kind() == MessageKind.SIGNING_ANSWER ? answered(message, now) : offered(message);
    return advance(new ArrayList<>(steps), now);
  }

  /** The last request could not be brought to this signer. It is tried again all the same. */
  public List<SigningStep> unreachable(Identifier signer, Instant now) {
    Optional.ofNullable(participants.get(signer)).ifPresent(Participant::unreachable);
    return advance(new ArrayList<>(), now);
  }

  /** Ends the signing, if it has not ended. */
  public List<SigningStep> giveUp() {
    if (over) {
      return List.of();
    }
    Map<Identifier, Conduct> conduct =
        participants.values().stream()
            .collect(Collectors.toMap(Participant::identifier, Participant::conduct));
    end();
    return List.of(new SigningStep.Failed(new SigningReport(sessions.size(), conduct)));
  }

  /** When to {@link #tick} at the latest; nothing once the signing has ended. */
  public Optional<Instant> nextWake() {
    if (over) {
      return Optional.empty();
    }
    return Stream.concat(
            aloneUntil.stream(),
            participants.values().stream().map(participant -> wake(participant.standing())))
        .min(Comparator.naturalOrder());
  }

  private Instant wake(Standing standing) {
    Instant wake =
        switch (standing) {
          case Standing.Asked(var _, var again) -> again;
          case Standing.InSession(var _, var _, var again) -> again;
          case Standing.Resting(var until) -> until;
          case Standing.Responsive _, Standing.LeftOut _ -> deadline;
        };
    return wake.isBefore(deadline) ? wake : deadline;
  }

  private List<SigningStep> offered(SignedMessage offer) {
    return switch (store.accept(offer)) {
      case TAKEN -> List.of();
      case NOTHING_NEW -> disregard(offer, Disregard.Cause.REPEATED);
      case FOREIGN -> disregard(offer, Disregard.Cause.FOREIGN);
      case NOT_SIGNED -> disregard(offer, Disregard.Cause.NOT_SIGNED);
      case UNREADABLE -> disregard(offer, Disregard.Cause.UNREADABLE);
    };
  }

  private List<SigningStep> answered(SignedMessage message, Instant now) {
    OpenSession session = sessions.get(message.scope());
    if (session == null || !session.session().signers().contains(message.sender())) {
      return disregard(message, Disregard.Cause.FOREIGN);
    }
    if (!session.awaits(message.sender())) {
      return disregard(message, Disregard.Cause.REPEATED);
    }
    if (!message.isSigned(key.roster())) {
      return disregard(message, Disregard.Cause.NOT_SIGNED);
    }
    session.heard(message);
    Answer answer;
    try {
      answer = Answer.decode(message.sender(), message.body());
    } catch (AttestationException e) {
      return blame(session, message.sender());
    }
    return switch (answer) {
      case Answer.Share share -> shared(session, share);
      case Answer.Refused refusal -> refused(session, refusal, now);
    };
  }

  private List<SigningStep> shared(OpenSession session, Answer.Share answer) {
    store.add(answer.fresh());
    session.add(answer.share());
    participant(answer.share().identifier()).gaveShare(session);
    return session.isComplete() ? completed(session) : List.of();
  }

  private List<SigningStep> completed(OpenSession session) {
    return switch (session.aggregate()) {
      case Aggregation.Signed(var signature) -> {
        end();
        yield List.of(new SigningStep.Done(signature, sessions.size()));
      }
      case Aggregation.Blamed(var senders) ->
          senders.stream().flatMap(sender -> blame(session, sender).stream()).toList();
    };
  }

  /** Once: a second lie of the same signer changes nothing. */
  private List<SigningStep> blame(OpenSession session, Identifier sender) {
    Participant liar = participant(sender);
    if (liar.hasLied()) {
      return List.of();
    }
    Evidence evidence = session.against(sender);
    liar.lied(evidence);
    aloneUntil = Optional.empty();
    return List.of(new SigningStep.Blame(evidence));
  }

  private List<SigningStep> refused(OpenSession session, Answer.Refused refusal, Instant now) {
    Identifier signer = refusal.left().signer();
    store.replaceBy(refusal.left());
    abandon(session.session(), signer);
    participant(signer).refused(refusal.reason(), patience, now);
    aloneUntil = Optional.empty();
    return List.of();
  }

  private List<SigningStep> advance(List<SigningStep> steps, Instant now) {
    if (over) {
      return steps;
    }
    if (!now.isBefore(deadline)) {
      steps.addAll(giveUp());
      return steps;
    }
    participants.values().forEach(participant -> remind(participant, now, steps));
    openSession(now, steps);
    return steps;
  }

  /** Asks who has no commitments left, and says again what was not answered in time. */
  private void remind(Participant participant, Instant now, List<SigningStep> steps) {
    switch (participant.standing()) {
      case Standing.Responsive _ -> ask(participant, 1, now, steps);
      case Standing.Asked(var times, var again) -> {
        if (hasCommitment(participant)) {
          participant.becomeResponsive();
        } else if (!now.isBefore(again)) {
          ask(participant, times + 1, now, steps);
        }
      }
      case Standing.InSession(var session, var times, var again) -> {
        if (!now.isBefore(again)) {
          request(participant, session, times + 1, now, steps);
        }
      }
      case Standing.Resting(var until) -> {
        if (!now.isBefore(until)) {
          participant.becomeResponsive();
          ask(participant, 1, now, steps);
        }
      }
      case Standing.LeftOut _ -> {}
    }
  }

  private boolean hasCommitment(Participant participant) {
    return store.size(participant.identifier()) > 0;
  }

  private void ask(Participant participant, int times, Instant now, List<SigningStep> steps) {
    if (hasCommitment(participant)) {
      return;
    }
    Identifier signer = participant.identifier();
    participant.expect(new Standing.Asked(times, now.plus(patience.after(times))));
    steps.add(new SigningStep.AskCommitments(signer, store.abandoned(signer)));
  }

  private void request(
      Participant participant,
      SigningSession session,
      int times,
      Instant now,
      List<SigningStep> steps) {
    participant.expect(new Standing.InSession(session, times, now.plus(patience.after(times))));
    steps.add(new SigningStep.RequestShare(participant.identifier(), session));
  }

  private void openSession(Instant now, List<SigningStep> steps) {
    aloneUntil = aloneUntil.filter(now::isBefore);
    if (aloneUntil.isPresent()) {
      return;
    }
    List<Identifier> ready = ready(steps);
    Optional<CommitmentList> drawn = store.draw(ready, key.threshold());
    if (drawn.isEmpty()) {
      return;
    }
    SigningSession session = new SigningSession(store.keyHash(), digest, drawn.get());
    sessions.put(session.hash(), new OpenSession(key, session));
    aloneUntil = Optional.of(now.plus(patience.alone())).filter(now::isBefore);
    session.signers().forEach(signer -> request(participant(signer), session, 1, now, steps));
  }

  /** Those who may be drawn, the ones that never refused first. */
  private List<Identifier> ready(List<SigningStep> steps) {
    List<Participant> responsive =
        participants.values().stream()
            .filter(Participant::isResponsive)
            .filter(this::hasCommitment)
            .sorted(Comparator.comparingInt(Participant::refusals))
            .toList();
    if (responsive.size() < key.threshold()) {
      return List.of();
    }
    responsive.forEach(participant -> check(participant, steps));
    return responsive.stream()
        .filter(Participant::isResponsive)
        .map(Participant::identifier)
        .toList();
  }

  /**
   * Nobody enters a session whose share in another one was not looked at: a liar would hold up
   * both. Where all goes well no session is opened after the first, and no share is looked at
   * alone.
   */
  private void check(Participant participant, List<SigningStep> steps) {
    for (OpenSession session : participant.takeUnchecked()) {
      if (session.hasWrongShareOf(participant.identifier())) {
        steps.addAll(blame(session, participant.identifier()));
      }
    }
  }

  private void end() {
    over = true;
    for (Participant participant : participants.values()) {
      if (participant.standing() instanceof Standing.InSession(var session, var _, var _)) {
        abandon(session, participant.identifier());
      }
    }
  }

  private void abandon(SigningSession session, Identifier signer) {
    Optional<SigningCommitment> commitment = session.commitments().find(signer);
    commitment.ifPresent(store::abandon);
  }

  private Participant participant(Identifier identifier) {
    Participant participant = participants.get(identifier);
    if (participant == null) {
      throw new IllegalStateException("Identifier %s is on no roster.".formatted(identifier));
    }
    return participant;
  }

  private static List<SigningStep> disregard(SignedMessage message, Disregard.Cause cause) {
    return List.of(new Disregard(message.sender(), cause));
  }
}

package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.CeremonyAction;
import io.lockstep.attestation.ceremony.CeremonyOutcome;
import io.lockstep.attestation.ceremony.CeremonyParticipant;
import io.lockstep.attestation.ceremony.PendingKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One ceremony: what others bring goes to the participant, and what it wants done is done. */
final class Attempt {
  private static final Duration TICK = Duration.ofMillis(100);

  /** What others still wait for keeps them from storing theirs, should this one not come back. */
  private static final Duration BEFORE_STORING = Duration.ofSeconds(5);

  private final CeremonyParticipant participant;
  private final Set<Identifier> others;
  private final Desk desk;
  private final Peers peers;
  private final KeyKeeping keeping;
  private final Progress progress;
  private final List<SignedMessage> said = new ArrayList<>();
  private final Map<MessageKind, Set<Identifier>> heard = new EnumMap<>(MessageKind.class);
  private Optional<CeremonyOutcome> outcome = Optional.empty();

  Attempt(
      CeremonyParticipant participant,
      Desk desk,
      Peers peers,
      KeyKeeping keeping,
      Progress progress) {
    this.participant = participant;
    this.others = peers.identifiers();
    this.desk = desk;
    this.peers = peers;
    this.keeping = keeping;
    this.progress = progress;
  }

  CeremonyOutcome held() {
    follow(participant.begin(Instant.now()));
    while (outcome.isEmpty()) {
      desk.next(TICK).ifPresent(this::hear);
      follow(participant.tick(Instant.now()));
    }
    return outcome.get();
  }

  private void hear(SignedMessage message) {
    try {
      List<CeremonyAction> actions = participant.receive(message);
      tell(message);
      follow(actions);
    } catch (AttestationException e) {
      progress.tell("disregarded: " + e.getMessage());
    }
  }

  private void tell(SignedMessage message) {
    Set<Identifier> senders = heard.computeIfAbsent(message.kind(), _ -> new TreeSet<>());
    if (others.contains(message.sender()) && senders.add(message.sender())) {
      Set<Identifier> awaited = new TreeSet<>(others);
      awaited.removeAll(senders);
      progress.tell(
          "%s: heard %s%s"
              .formatted(
                  word(message.kind()),
                  Gathering.names(senders),
                  awaited.isEmpty() ? "" : ", waiting for " + Gathering.names(awaited)));
    }
  }

  private static String word(MessageKind kind) {
    return switch (kind) {
      case CEREMONY_HELLO -> "hello";
      case CEREMONY_DEALING -> "dealing";
      case CEREMONY_ECHO -> "echo";
      case CEREMONY_CERTIFICATION -> "certification";
      case SIGNING_COMMITMENTS, SIGNING_ANSWER, HOLD, LAST_HEARD -> "something else";
    };
  }

  private void follow(List<CeremonyAction> actions) {
    for (CeremonyAction action : actions) {
      switch (action) {
        case CeremonyAction.Broadcast(SignedMessage message) -> {
          said.add(message);
          peers.send(message);
        }
        case CeremonyAction.Store(PendingKey key) -> {
          peers.flush(BEFORE_STORING);
          keeping.store(new KeyKeeping.Stored(key, said));
          progress.tell("the share is on the disk, and is certified now");
          follow(participant.stored());
        }
        case CeremonyAction.Conclude(CeremonyOutcome concluded) -> outcome = Optional.of(concluded);
      }
    }
  }
}

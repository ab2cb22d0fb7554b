package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.roster.MessageKind.CEREMONY_CERTIFICATION;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_DEALING;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_ECHO;

import io.lockstep.attestation.ceremony.Reading.Broken;
import io.lockstep.attestation.ceremony.Reading.Sound;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that one participant has heard, from whomever and in whatever order, and whom it convicts.
 * Whether somebody is convicted depends on the messages only, so two participants who have heard
 * the same convict the same.
 *
 * <p>It keeps one message of each sender and kind, early ones too, and one fault of each sender.
 * What contradicts a kept message costs whoever reads it some time, again and again, and its sender
 * its name.
 */
final class Testimony {
  private record Heard(SignedMessage message, Reading reading) {}

  private final CeremonyTerms terms;
  private final CeremonyRules rules;
  private final Map<MessageKind, SortedMap<Identifier, Heard>> heard =
      new EnumMap<>(MessageKind.class);
  private final SortedMap<Identifier, Fault> faults = new TreeMap<>();

  /**
   * What was read of the message that is just being taken in and of those that it repeats, which
   * are taken in after it, by their signatures.
   */
  private final Map<Bytes, Heard> repeated = new HashMap<>();

  Testimony(CeremonyTerms terms, CeremonyRules rules) {
    this.terms = terms;
    this.rules = rules;
  }

  /**
   * Takes a message in, and with it those that it repeats. Identical bytes are read once.
   *
   * @throws AttestationException if it is of another ceremony or not signed by its sender; then
   *     nothing has changed
   */
  void add(SignedMessage message) {
    try {
      hear(message);
    } finally {
      repeated.clear();
    }
  }

  private void hear(SignedMessage message) {
    if (!hasHeard(message)) {
      take(message, reading(message));
    }
  }

  /**
   * Takes in what its own participant says, who need not prove to itself that it said so, nor that
   * it is what it has just made of it.
   */
  void addOwn(SignedMessage message, Spoken spoken) {
    if (!hasHeard(message)) {
      take(message, new Sound(spoken));
    }
    repeated.clear();
  }

  private void take(SignedMessage message, Reading reading) {
    Optional<Heard> before = find(message.kind(), message.sender());
    before.ifPresentOrElse(
        one -> accuseOfBoth(one.message(), message),
        () -> of(message.kind()).put(message.sender(), new Heard(message, reading)));
    weigh(message, reading);
  }

  private void accuseOfBoth(SignedMessage one, SignedMessage other) {
    if (rules.contradict(one, other)) {
      blame(new Fault.Equivocation(one, other));
    }
  }

  /**
   * Also what contradicts an earlier message is weighed: somebody else may have been told only
   * that, and would convict others by it.
   */
  private void weigh(SignedMessage message, Reading reading) {
    switch (reading) {
      case Broken(String why) -> blame(new Fault.Malformed(message, why));
      case Sound(Spoken spoken) -> {
        spoken.embedded().forEach(this::hear);
        if (spoken instanceof Echo echo) {
          rules.judged(message, echo, this::reading).forEach(this::blame);
        }
        judgeCertification(message.sender());
      }
    }
  }

  private void judgeCertification(Identifier sender) {
    find(CEREMONY_CERTIFICATION, sender)
        .map(Heard::message)
        .ifPresent(certification ->
            find(CEREMONY_ECHO, sender).ifPresent(echo -> judge(echo, certification)));
  }

  private void judge(Heard echo, SignedMessage certification) {
    if (echo.reading() instanceof Sound(Echo sound)
        && !rules.follows(certification.body(), rules.derived(sound.dealings(), this::reading))) {
      blame(new Fault.WrongCertification(echo.message(), certification));
    }
  }

  private void blame(Fault fault) {
    faults.putIfAbsent(fault.culprit(), fault);
  }

  private Reading reading(SignedMessage message) {
    return find(message.kind(), message.sender())
        .filter(known -> known.message().equals(message))
        .map(Heard::reading)
        .orElseGet(() -> readOnce(message));
  }

  private Reading readOnce(SignedMessage message) {
    Heard known = repeated.get(message.signature());
    if (known != null && known.message().equals(message)) {
      return known.reading();
    }
    Reading reading = rules.read(message, this::reading);
    repeated.put(message.signature(), new Heard(message, reading));
    return reading;
  }

  /**
   * Checks that this was said. What was heard was checked when it came in.
   *
   * @throws AttestationException if it is of another ceremony or not signed by its sender
   */
  void requireSaid(SignedMessage message) {
    if (!hasHeard(message)) {
      rules.requireSaid(message);
    }
  }

  private boolean hasHeard(SignedMessage message) {
    return find(message.kind(), message.sender())
        .filter(one -> one.message().equals(message))
        .isPresent();
  }

  /** One of each who broke a rule, rising. */
  Collection<Fault> faults() {
    return List.copyOf(faults.values());
  }

  /** Those of whom there is no such message, rising. */
  List<Identifier> missing(MessageKind kind) {
    return terms.roster().identifiers().stream()
        .filter(member -> !of(kind).containsKey(member))
        .toList();
  }

  /** One of each who sent such a message, in the order of the roster. */
  List<SignedMessage> messages(MessageKind kind) {
    return of(kind).values().stream().map(Heard::message).toList();
  }

  List<Dealing> dealings() {
    return of(CEREMONY_DEALING).values().stream()
        .map(Heard::reading)
        .flatMap(reading ->
            reading instanceof Sound(Dealing dealing) ? Stream.of(dealing) : Stream.empty())
        .toList();
  }

  /** What follows from all dealings. */
  Derivation derived() {
    return rules.derived(messages(CEREMONY_DEALING), this::reading);
  }

  private Optional<Heard> find(MessageKind kind, Identifier sender) {
    return Optional.ofNullable(of(kind).get(sender));
  }

  private SortedMap<Identifier, Heard> of(MessageKind kind) {
    return heard.computeIfAbsent(kind, _ -> new TreeMap<>());
  }
}

package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;
import static java.util.Objects.requireNonNull;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.roster.TestRoster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.testkit.Seed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Participants around a table where messages arrive in random order, and where some participants
 * say something else than their state machine would have them say.
 */
final class Gathering {
  /** What a participant says to one recipient in place of what it should. */
  @FunctionalInterface
  interface Mischief {
    Mischief NONE = (message, _) -> List.of(message);

    List<SignedMessage> said(SignedMessage message, Identifier recipient);
  }

  private record Envelope(Identifier recipient, SignedMessage message) {}

  private static final SecureRandom SECURE = new SecureRandom();
  static final CeremonyLimits LIMITS = CeremonyLimits.each(Duration.ofSeconds(10));

  static CeremonyPorts ports(SecureRandom random) {
    return new CeremonyPorts(_ -> {}, random, LIMITS);
  }

  final TestRoster test;
  final CeremonyTerms terms;
  final Map<Identifier, CeremonyOutcome> outcomes = new TreeMap<>();
  final Map<Identifier, PendingKey> stored = new TreeMap<>();
  final Map<Identifier, RememberedRandom> randoms = new TreeMap<>();

  /** All that was ever broadcast, as its senders said it. */
  final List<SignedMessage> said = new ArrayList<>();

  private final Random random;
  private final Map<Identifier, CeremonyParticipant> participants = new TreeMap<>();
  private final Map<Identifier, Mischief> mischief = new TreeMap<>();
  private final Set<Identifier> withoutStorage = new HashSet<>();
  private final List<Envelope> underWay = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private BooleanSupplier isLost = () -> false;
  private boolean inOrder;

  Gathering(
      TestRoster test,
      CeremonyTerms terms,
      Random random,
      BiFunction<Identifier, CeremonyPorts, CeremonyParticipant> participant) {
    this.test = test;
    this.terms = terms;
    this.random = random;
    terms
        .roster()
        .identifiers()
        .forEach(identifier -> {
          RememberedRandom own = new RememberedRandom();
          randoms.put(identifier, own);
          participants.put(identifier, participant.apply(identifier, ports(own)));
        });
  }

  /** For a new key, with the rules that {@code rules} gives everybody. */
  static Gathering forNewKey(
      int threshold, int count, Seed seed, Function<CeremonyTerms, CeremonyRules> rules) {
    TestRoster test = TestRoster.of(count, SECURE);
    CeremonyTerms terms = CeremonyTerms.newKey(test.roster(), threshold, 7, fresh());
    return new Gathering(
        test,
        terms,
        seed.random(),
        (identifier, ports) ->
            new CeremonyParticipant(
                terms, test.signer(identifier), Optional.empty(), ports, rules.apply(terms)));
  }

  static Gathering forNewKey(int threshold, int count, Seed seed) {
    return forNewKey(threshold, count, seed, CeremonyRules::new);
  }

  static Gathering forRefresh(TestRoster test, List<CertifiedKey> keys, Seed seed) {
    CeremonyTerms terms =
        CeremonyTerms.refresh(test.roster(), keys.getFirst().certificate(), fresh());
    return new Gathering(
        test,
        terms,
        seed.random(),
        (identifier, ports) ->
            CeremonyParticipant.inRefresh(
                terms,
                keys.get(test.roster().identifiers().indexOf(identifier)),
                test.signer(identifier),
                ports));
  }

  static Hash32 fresh() {
    byte[] bytes = new byte[Hash32.LENGTH];
    SECURE.nextBytes(bytes);
    return Hash32.of(bytes);
  }

  Gathering with(long identifier, Mischief one) {
    mischief.put(Identifier.of(identifier), one);
    return this;
  }

  /** Says the same to all, forged. */
  Forger forger(long identifier) {
    Forger forger = new Forger(this, Identifier.of(identifier));
    with(identifier, forger);
    return forger;
  }

  OneTimeKey oneTimeKey(Identifier identifier) {
    return requireNonNull(randoms.get(identifier)).oneTimeKey();
  }

  /** Over a network that loses some. */
  Gathering losing(BooleanSupplier isLost) {
    this.isLost = isLost;
    return this;
  }

  /** Over a network that delivers in the order of sending. */
  Gathering inOrder() {
    inOrder = true;
    return this;
  }

  /** Whose storage never answers. */
  Gathering withoutStorage(long identifier) {
    withoutStorage.add(Identifier.of(identifier));
    return this;
  }

  SignedMessage signed(Identifier sender, MessageKind kind, Bytes body) {
    return SignedMessage.sign(test.signer(sender), sender, kind, terms.hash(), body);
  }

  SignedMessage again(SignedMessage message, Bytes body) {
    return signed(message.sender(), message.kind(), body);
  }

  Dealing dealing(SignedMessage message) {
    return Dealing.decode(terms, message.sender(), message.body());
  }

  CeremonyParticipant participant(long identifier) {
    return participant(Identifier.of(identifier));
  }

  private CeremonyParticipant participant(Identifier identifier) {
    return requireNonNull(participants.get(identifier));
  }

  /** Delivers what is under way in random order, and then lets the time run out. */
  Gathering held() {
    participants.forEach((identifier, one) -> follow(identifier, one.begin(now)));
    while (outcomes.size() < participants.size()) {
      deliverAll();
      now = now.plusSeconds(11);
      participants.forEach((identifier, one) -> follow(identifier, one.tick(now)));
    }
    return this;
  }

  /** Delivers until nothing is under way. */
  private void deliverAll() {
    while (!underWay.isEmpty()) {
      Envelope next = underWay.remove(inOrder ? 0 : random.nextInt(underWay.size()));
      deliver(next.recipient(), next.message());
    }
  }

  /** What is not signed by the one it names is refused, and that is all. */
  private void deliver(Identifier recipient, SignedMessage message) {
    try {
      follow(recipient, participant(recipient).receive(message));
    } catch (AttestationException e) {
      if (e.code() != NOT_SIGNED || isSaid(message)) {
        throw e;
      }
    }
  }

  private boolean isSaid(SignedMessage message) {
    try {
      terms.requireSaid(message);
      return true;
    } catch (AttestationException e) {
      return false;
    }
  }

  private void follow(Identifier identifier, List<CeremonyAction> actions) {
    for (CeremonyAction action : actions) {
      switch (action) {
        case CeremonyAction.Broadcast(SignedMessage message) -> send(identifier, message);
        case CeremonyAction.Store(PendingKey key) -> {
          stored.put(identifier, key);
          if (!withoutStorage.contains(identifier)) {
            follow(identifier, participant(identifier).stored());
          }
        }
        case CeremonyAction.Conclude(CeremonyOutcome outcome) -> outcomes.put(identifier, outcome);
      }
    }
  }

  private void send(Identifier sender, SignedMessage message) {
    said.add(message);
    Mischief own = mischief.getOrDefault(sender, Mischief.NONE);
    for (Identifier recipient : terms.others(sender)) {
      own.said(message, recipient).stream()
          .filter(_ -> !isLost.getAsBoolean())
          .forEach(one -> underWay.add(new Envelope(recipient, one)));
    }
  }

  boolean isMischievous(Identifier identifier) {
    return mischief.containsKey(identifier);
  }

  boolean isHonest(Identifier identifier) {
    return !mischief.containsKey(identifier);
  }

  List<CeremonyOutcome> outcomesOfHonest() {
    return outcomes.entrySet().stream()
        .filter(entry -> isHonest(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  List<CertifiedKey> keys() {
    return outcomes.values().stream()
        .filter(CeremonyOutcome.Certified.class::isInstance)
        .map(outcome -> ((CeremonyOutcome.Certified) outcome).key())
        .toList();
  }
}

package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_CERTIFICATION;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_DEALING;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_ECHO;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_HELLO;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * One attester's part in one ceremony. Hello, dealing, echo, certification: each is said once, when
 * all of the message before are in and nobody is convicted of anything.
 *
 * <p>Whoever finds a fault says no more of its own, sends the evidence on, and waits a little for
 * that of others. So nobody is certified after an honest participant has found a fault instead of
 * certifying, and if messages arrive in time, all convict the same.
 *
 * <p>Not safe for use by several threads.
 */
public final class CeremonyParticipant {
  private final CeremonyTerms terms;
  private final Identifier self;
  private final IdentitySigner signer;
  private final Optional<CertifiedKey> previous;
  private final CeremonyPorts ports;
  private final CeremonyRules rules;
  private final Testimony testimony;

  private final Set<Identifier> accused = new HashSet<>();
  private final List<CeremonyAction> actions = new ArrayList<>();
  private Stage stage = new Stage.Waiting();
  private CeremonyStep step = CeremonyStep.HELLO;
  private Instant now = Instant.MIN;
  private Instant deadline = Instant.MAX;

  CeremonyParticipant(
      CeremonyTerms terms,
      IdentitySigner signer,
      Optional<CertifiedKey> previous,
      CeremonyPorts ports,
      CeremonyRules rules) {
    this.terms = terms;
    this.self = memberWith(signer.key(), terms.roster());
    this.signer = signer;
    this.previous = previous;
    this.ports = ports;
    this.rules = rules;
    this.testimony = new Testimony(terms, rules);
    requirePrevious();
  }

  /** In the making of a new key. */
  public static CeremonyParticipant inNewKey(
      CeremonyTerms terms, IdentitySigner signer, CeremonyPorts ports) {
    return new CeremonyParticipant(
        terms, signer, Optional.empty(), ports, new CeremonyRules(terms));
  }

  /**
   * In the refresh of a key.
   *
   * @param previous this attester's own share of it
   * @throws AttestationException if that is not a share of the key that is refreshed
   */
  public static CeremonyParticipant inRefresh(
      CeremonyTerms terms, CertifiedKey previous, IdentitySigner signer, CeremonyPorts ports) {
    return new CeremonyParticipant(
        terms, signer, Optional.of(previous), ports, new CeremonyRules(terms));
  }

  private static Identifier memberWith(IdentityKey identity, Roster roster) {
    return roster.members().stream()
        .filter(member -> member.identity().equals(identity))
        .map(RosterMember::identifier)
        .findFirst()
        .orElseThrow(() ->
            new AttestationException(
                FOREIGN, "identity key", identity, "one that is on the roster"));
  }

  private void requirePrevious() {
    boolean fits =
        switch (terms.purpose()) {
          case CeremonyPurpose.NewKey _ -> previous.isEmpty();
          case CeremonyPurpose.Refresh(KeyCertificate replaced) ->
              previous
                  .filter(key -> key.identifier().equals(self))
                  .filter(key -> key.certificate().hash().equals(replaced.hash()))
                  .isPresent();
        };
    if (!fits) {
      throw new AttestationException(
          INCONSISTENT,
          "share that " + self + " holds",
          previous.<Object>map(key -> key).orElse("none"),
          switch (terms.purpose()) {
            case CeremonyPurpose.NewKey _ -> "none for a new key";
            case CeremonyPurpose.Refresh(KeyCertificate replaced) ->
                "its own of the certificate " + replaced.hash();
          });
    }
  }

  public Identifier identifier() {
    return self;
  }

  /**
   * Says hello, once in this session and for ever.
   *
   * @throws RuntimeException what {@link SessionsBegun#begin} throws; then nothing is said
   */
  public List<CeremonyAction> begin(Instant at) {
    if (!(stage instanceof Stage.Waiting)) {
      throw new IllegalStateException("This participant has begun already.");
    }
    ports.sessions().begin(terms.sessionId());
    now = at;
    OneTimeKey key = OneTimeKey.generate(ports.random());
    byte[] random = new byte[Hello.RANDOM_LENGTH];
    ports.random().nextBytes(random);
    enter(CeremonyStep.HELLO, new Stage.Greeting(key));
    say(CEREMONY_HELLO, new Hello(key.publicKey(), Bytes.copyOf(random)));
    return advanced();
  }

  /**
   * Takes a message, whoever brought it: early, late, twice or out of order.
   *
   * @throws AttestationException if it is of another ceremony, from a stranger or not signed by the
   *     one it names. Nothing has changed then, and nobody is blamed
   */
  public List<CeremonyAction> receive(SignedMessage message) {
    if (stage instanceof Stage.Concluded) {
      return List.of();
    }
    testimony.add(message);
    return advanced();
  }

  /** That the last {@link CeremonyAction.Store} is durable. */
  public List<CeremonyAction> stored() {
    if (stage instanceof Stage.Storing(PendingKey pending)) {
      stage = new Stage.Certifying(pending);
      say(CEREMONY_CERTIFICATION, new Claim(pending.certification().encode()));
    }
    return advanced();
  }

  /** What time it is. */
  public List<CeremonyAction> tick(Instant at) {
    now = at;
    if (!isUnderWay() || now.isBefore(deadline)) {
      return List.of();
    }
    List<Fault> faults = List.copyOf(testimony.faults());
    conclude(
        faults.isEmpty()
            ? new CeremonyOutcome.Stalled(step, testimony.missing(step.kind()))
            : new CeremonyOutcome.Faulty(faults));
    return taken();
  }

  private List<CeremonyAction> advanced() {
    while (testimony.faults().isEmpty() && hasAllAwaited()) {
      advance();
    }
    if (isUnderWay()) {
      testimony.faults().forEach(this::accuse);
    }
    return taken();
  }

  private boolean isUnderWay() {
    return !(stage instanceof Stage.Waiting || stage instanceof Stage.Concluded);
  }

  private boolean hasAllAwaited() {
    return stage
        .awaited()
        .filter(awaited -> testimony.missing(awaited.kind()).isEmpty())
        .isPresent();
  }

  private void advance() {
    switch (stage) {
      case Stage.Greeting(OneTimeKey key) -> deal(key);
      case Stage.Dealt(OneTimeKey key, SecretScalar ownShare) -> echo(key, ownShare);
      case Stage.Echoed(SecretScalar received) -> derive(received);
      case Stage.Certifying(PendingKey pending) -> certify(pending);
      case Stage.Waiting _, Stage.Storing _, Stage.Accusing _, Stage.Concluded _ ->
          throw new IllegalStateException("No message brings this on: " + stage);
    }
  }

  private void deal(OneTimeKey key) {
    SecretPolynomial polynomial =
        SecretPolynomial.generate(terms.threshold(), terms.purpose().lowestPower(), ports.random());
    Dealing dealing =
        Dealing.of(terms, self, testimony.messages(CEREMONY_HELLO), polynomial, ports.random());
    enter(CeremonyStep.DEALING, new Stage.Dealt(key, polynomial.at(self)));
    say(CEREMONY_DEALING, dealing);
  }

  private void echo(OneTimeKey key, SecretScalar ownShare) {
    List<Dealing> dealings =
        testimony.dealings().stream().filter(dealing -> !dealing.dealer().equals(self)).toList();
    SortedMap<Identifier, SecretScalar> right =
        rules.rightShares(dealings, self, key, ports.random());
    List<Identifier> wrong =
        dealings.stream().map(Dealing::dealer).filter(one -> !right.containsKey(one)).toList();
    List<SecretScalar> shares = new ArrayList<>(right.values());
    shares.add(ownShare);
    Optional<Complaint> complaint =
        wrong.isEmpty() ? Optional.empty() : Optional.of(new Complaint(key, wrong));
    enter(CeremonyStep.ECHO, new Stage.Echoed(SecretPolynomial.sum(shares)));
    say(CEREMONY_ECHO, new Echo(complaint, testimony.messages(CEREMONY_DEALING)));
  }

  private void derive(SecretScalar received) {
    switch (testimony.derived()) {
      case Derivation.Derived(Certification certification) -> {
        PendingKey pending = new PendingKey(key(received, certification), certification);
        enter(CeremonyStep.CERTIFICATION, new Stage.Storing(pending));
        actions.add(new CeremonyAction.Store(pending));
      }
      case Derivation.Unusable(String reason) -> conclude(new CeremonyOutcome.Restart(reason));
    }
  }

  private KeyPackage key(SecretScalar received, Certification certification) {
    SecretScalar share =
        previous
            .map(old -> SecretPolynomial.sum(List.of(old.key().secretShare(), received)))
            .orElse(received);
    return new KeyPackage(self, share, certification.publicKeys());
  }

  private void certify(PendingKey pending) {
    List<Bytes> signatures =
        testimony.messages(CEREMONY_CERTIFICATION).stream().map(SignedMessage::signature).toList();
    KeyCertificate certificate = new KeyCertificate(pending.certification(), signatures);
    conclude(
        new CeremonyOutcome.Certified(pending.certified(certificate, terms.roster(), testimony)));
  }

  /** The messages speak for themselves, so they are sent on as they are. */
  private void accuse(Fault fault) {
    if (accused.isEmpty()) {
      stage = new Stage.Accusing();
      deadline = now.plus(ports.limits().evidence());
    }
    if (accused.add(fault.culprit())) {
      fault.evidence().forEach(message -> actions.add(new CeremonyAction.Broadcast(message)));
    }
  }

  private void enter(CeremonyStep entered, Stage next) {
    stage = next;
    step = entered;
    deadline = now.plus(ports.limits().of(entered));
  }

  private void say(MessageKind kind, Spoken spoken) {
    SignedMessage message = SignedMessage.sign(signer, self, kind, terms.hash(), spoken.encode());
    testimony.addOwn(message, spoken);
    actions.add(new CeremonyAction.Broadcast(message));
  }

  private void conclude(CeremonyOutcome outcome) {
    stage = new Stage.Concluded();
    actions.add(new CeremonyAction.Conclude(outcome));
  }

  private List<CeremonyAction> taken() {
    List<CeremonyAction> taken = List.copyOf(actions);
    actions.clear();
    return taken;
  }
}

package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_CERTIFICATION;
import static io.lockstep.attestation.roster.MessageKind.CEREMONY_ECHO;
import static java.util.Objects.requireNonNull;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.Reading.Broken;
import io.lockstep.attestation.ceremony.Reading.Sound;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a message must be, and what proves that somebody broke a rule. All of it follows from the
 * terms and the signed messages alone, so a participant and a third party judge by the same code.
 *
 * <p>Each rule that matters is a method, so that a test can leave one out and show what it is good
 * for (ADR 0006).
 */
class CeremonyRules {
  /** What the last transcript led to. All honest participants echo the same one. */
  private record Derived(List<SignedMessage> dealings, Derivation derivation) {}

  private final CeremonyTerms terms;
  private @Nullable Derived last;

  CeremonyRules(CeremonyTerms terms) {
    this.terms = terms;
  }

  /** Reads a message and all that stands in it. */
  final Reading read(SignedMessage message) {
    return read(message, this::read);
  }

  /**
   * Reads a message.
   *
   * @param embedded how messages that stand in it are read; they may have been read before
   * @throws AttestationException if the message is of another ceremony, or if the one it names did
   *     not sign it. Then it says nothing of anybody
   */
  final Reading read(SignedMessage message, Function<SignedMessage, Reading> embedded) {
    requireSaid(message);
    try {
      return new Sound(spoken(message, embedded));
    } catch (AttestationException e) {
      return new Broken(requireNonNull(e.getMessage()));
    }
  }

  /** A signature takes longer to check than most that it is under. */
  void requireSaid(SignedMessage message) {
    terms.requireSaid(message);
  }

  private Spoken spoken(SignedMessage message, Function<SignedMessage, Reading> embedded) {
    return switch (message.kind()) {
      case CEREMONY_HELLO -> Hello.decode(message.body());
      case CEREMONY_DEALING ->
          sound(Dealing.decode(terms, message.sender(), message.body()), embedded);
      case CEREMONY_ECHO -> sound(message.sender(), Echo.decode(terms, message.body()), embedded);
      case CEREMONY_CERTIFICATION -> new Claim(message.body());
      case SIGNING_COMMITMENTS, SIGNING_ANSWER, HOLD, LAST_HEARD ->
          throw new AttestationException(
              FOREIGN, "kind of message", message.kind(), "one of a ceremony");
    };
  }

  private Dealing sound(Dealing dealing, Function<SignedMessage, Reading> embedded) {
    requireSound(dealing, embedded);
    dealing.proof().ifPresent(proof -> requirePossession(dealing, proof));
    return dealing;
  }

  /** Somebody honest repeats nothing that breaks a rule: it accuses instead. */
  private static List<Spoken> requireSound(
      Spoken spoken, Function<SignedMessage, Reading> embedded) {
    List<Spoken> repeated = new ArrayList<>();
    for (SignedMessage message : spoken.embedded()) {
      switch (embedded.apply(message)) {
        case Sound(Spoken sound) -> repeated.add(sound);
        case Broken(String why) ->
            throw new AttestationException(
                INCONSISTENT,
                "%s of %s that is repeated".formatted(message.kind(), message.sender()),
                "a broken one (" + why + ")",
                "a sound one");
      }
    }
    return repeated;
  }

  void requirePossession(Dealing dealing, ProofOfPossession proof) {
    if (!proof.proves(dealing.dealer(), dealing.commitments().constant())) {
      throw new AttestationException(
          INCONSISTENT,
          "proof of possession of " + dealing.dealer(),
          "another",
          "one of the constant term's commitment");
    }
  }

  private Echo sound(Identifier sender, Echo echo, Function<SignedMessage, Reading> embedded) {
    requireSameHellos(dealings(requireSound(echo, embedded)));
    echo.complaint().ifPresent(complaint -> requireOthers(sender, complaint));
    return echo;
  }

  private static void requireSameHellos(List<Dealing> dealings) {
    List<SignedMessage> hellos = dealings.getFirst().hellos();
    if (!dealings.stream().allMatch(dealing -> dealing.hellos().equals(hellos))) {
      throw new AttestationException(
          INCONSISTENT, "hellos in the echoed dealings", "several lists", "the same in all");
    }
  }

  private void requireOthers(Identifier sender, Complaint complaint) {
    if (!terms.others(sender).containsAll(complaint.accused())) {
      throw new AttestationException(
          FOREIGN, "accused dealers", complaint.accused(), "some of " + terms.others(sender));
    }
  }

  private static List<Dealing> dealings(List<Spoken> spoken) {
    return spoken.stream().map(Dealing.class::cast).toList();
  }

  /** Of those dealt to a recipient, the shares that are right, by dealer. */
  final SortedMap<Identifier, SecretScalar> rightShares(
      List<Dealing> dealings, Identifier recipient, OneTimeKey key, SecureRandom random) {
    List<DealtShare> opened =
        dealings.stream()
            .flatMap(dealing ->
                dealing.opened(terms, recipient, key).stream()
                    .map(share -> new DealtShare(dealing.dealer(), dealing.commitments(), share)))
            .toList();
    boolean allFit = DealtShare.allFit(recipient, opened, random);
    SortedMap<Identifier, SecretScalar> right = new TreeMap<>();
    for (DealtShare one : opened) {
      if (allFit || fits(one.commitments(), recipient, one.share())) {
        right.put(one.dealer(), one.share());
      }
    }
    return right;
  }

  /** The share of a recipient, if it opens, is below the order and fits the commitments. */
  final Optional<SecretScalar> rightShare(Dealing dealing, Identifier recipient, OneTimeKey key) {
    return dealing
        .opened(terms, recipient, key)
        .filter(share -> fits(dealing.commitments(), recipient, share));
  }

  boolean fits(Commitments commitments, Identifier recipient, SecretScalar share) {
    return commitments.fits(recipient, share);
  }

  /** Whether nobody honest can have signed both. The signature counts: it, too, is made once. */
  boolean contradict(SignedMessage one, SignedMessage other) {
    return one.kind() == other.kind()
        && one.scope().equals(other.scope())
        && one.sender().equals(other.sender())
        && !one.equals(other);
  }

  /** What the complaint of an echo proves, of each accused or of the one who complains. */
  final List<Fault> judged(
      SignedMessage message, Echo echo, Function<SignedMessage, Reading> embedded) {
    return echo.complaint().stream()
        .flatMap(complaint ->
            complaint.accused().stream()
                .map(accused -> judged(message, echo, complaint.key(), accused, embedded)))
        .toList();
  }

  private Fault judged(
      SignedMessage message,
      Echo echo,
      OneTimeKey key,
      Identifier accused,
      Function<SignedMessage, Reading> embedded) {
    Dealing dealing =
        switch (embedded.apply(echo.dealingOf(accused))) {
          case Sound(Spoken spoken) -> (Dealing) spoken;
          case Broken(String why) -> throw new IllegalStateException("A sound echo is not: " + why);
        };
    Identifier recipient = message.sender();
    boolean isTrue =
        dealing.announces(recipient, key) && rightShare(dealing, recipient, key).isEmpty();
    return isTrue
        ? new Fault.WrongShare(message, accused)
        : new Fault.FalseComplaint(message, accused);
  }

  /** What follows from dealings that stand in a sound echo. */
  final Derivation derived(
      List<SignedMessage> dealings, Function<SignedMessage, Reading> embedded) {
    Derived known = last;
    if (known == null || !known.dealings().equals(dealings)) {
      List<Spoken> read =
          dealings.stream()
              .map(embedded)
              .map(reading ->
                  switch (reading) {
                    case Sound(Spoken spoken) -> spoken;
                    case Broken(String why) ->
                        throw new IllegalStateException("A sound echo is not: " + why);
                  })
              .toList();
      known = new Derived(dealings, Derivation.of(terms, dealings, dealings(read)));
      last = known;
    }
    return known.derivation();
  }

  /** Whether a certification is the one that follows. Of an unusable key there is none. */
  boolean follows(Bytes certified, Derivation derivation) {
    return switch (derivation) {
      case Derivation.Derived(Certification certification) ->
          certification.encode().equals(certified);
      case Derivation.Unusable _ -> false;
    };
  }

  /** Whether the evidence of a fault holds. */
  final boolean prove(Fault fault) {
    return fault.evidence().stream().allMatch(this::isSaid)
        && switch (fault) {
          case Fault.Equivocation(SignedMessage one, SignedMessage other) -> contradict(one, other);
          case Fault.Malformed(SignedMessage message, _) -> read(message) instanceof Broken;
          case Fault.WrongShare(SignedMessage echo, _) -> judgedAfresh(echo).contains(fault);
          case Fault.FalseComplaint(SignedMessage echo, _) -> judgedAfresh(echo).contains(fault);
          case Fault.WrongCertification(SignedMessage echo, SignedMessage certification) ->
              certification.kind() == CEREMONY_CERTIFICATION
                  && certification.sender().equals(echo.sender())
                  && soundEcho(echo)
                      .map(sound -> derived(sound.dealings(), this::read))
                      .filter(derivation -> !follows(certification.body(), derivation))
                      .isPresent();
        };
  }

  private boolean isSaid(SignedMessage message) {
    try {
      requireSaid(message);
      return true;
    } catch (AttestationException e) {
      return false;
    }
  }

  private List<Fault> judgedAfresh(SignedMessage message) {
    return soundEcho(message).map(echo -> judged(message, echo, this::read)).orElse(List.of());
  }

  private Optional<Echo> soundEcho(SignedMessage message) {
    return message.kind() == CEREMONY_ECHO && read(message) instanceof Sound(Echo echo)
        ? Optional.of(echo)
        : Optional.empty();
  }
}

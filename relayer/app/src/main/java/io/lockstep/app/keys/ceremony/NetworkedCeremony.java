package io.lockstep.app.keys.ceremony;

import io.javalin.util.JavalinBindException;
import io.lockstep.app.CliException;
import io.lockstep.app.keys.ceremony.KeyKeeping.Begun;
import io.lockstep.app.keys.ceremony.KeyKeeping.Stored;
import io.lockstep.app.transport.Tls;
import io.lockstep.app.transport.TlsConnector;
import io.lockstep.app.transport.TlsIdentity;
import io.lockstep.attestation.ceremony.CeremonyOutcome;
import io.lockstep.attestation.ceremony.CeremonyParticipant;
import io.lockstep.attestation.ceremony.CeremonyPorts;
import io.lockstep.attestation.ceremony.CeremonyTerms;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/**
 * One attester's way through a ceremony: it waits for all others, holds as many attempts as it
 * takes, stores what comes of it, proves the key to the gateways, and stays until nobody needs it.
 *
 * <p>Run again with the same agreement it goes on where it ended: with the certificate that it
 * missed, or by giving it to those who have missed it.
 */
public final class NetworkedCeremony {
  /** One in 2^128 keys is of no use by chance; who brings about more of them does it on purpose. */
  private static final int ATTEMPTS_MAX = 5;

  private static final Duration TLS_KEY_LIFETIME = Duration.ofDays(2);
  private static final Duration EVIDENCE_DELIVERY = Duration.ofSeconds(5);

  private final Agreement agreement;
  private final Seat seat;
  private final Limits limits;
  private final Progress progress;
  private final Desk desk;
  private final Peers peers;
  private final TlsIdentity tls;

  private NetworkedCeremony(
      Agreement agreement,
      Seat seat,
      Limits limits,
      Progress progress,
      UnaryOperator<SignedMessage> voice) {
    this.agreement = agreement;
    this.seat = seat;
    this.limits = limits;
    this.progress = progress;
    this.tls = TlsIdentity.create(seat.identity(), Instant.now(), TLS_KEY_LIFETIME);
    Hash32 agreed = firstBegun().map(Begun::agreement).orElseGet(agreement::hash);
    this.desk = new Desk(agreed, agreement.told());
    this.peers = new Peers(seat.attester(), agreement.roster(), tls, agreed, progress, voice);
  }

  public static Held hold(Agreement agreement, Seat seat, Limits limits, Progress progress) {
    return hold(agreement, seat, limits, progress, UnaryOperator.identity());
  }

  static Held hold(
      Agreement agreement,
      Seat seat,
      Limits limits,
      Progress progress,
      UnaryOperator<SignedMessage> voice) {
    NetworkedCeremony ceremony = new NetworkedCeremony(agreement, seat, limits, progress, voice);
    try (Peers _ = ceremony.peers;
        PeerServer _ = ceremony.listening()) {
      return ceremony.held();
    } catch (PeerException e) {
      throw CliException.temporary("the ceremony was left: " + e.getMessage());
    }
  }

  private PeerServer listening() {
    Set<IdentityKey> identities =
        agreement.roster().members().stream()
            .map(RosterMember::identity)
            .collect(Collectors.toSet());
    SSLContext context = Tls.context(tls, identities, InstantSource.system());
    try {
      return PeerServer.start(
          new TlsConnector(seat.listen().host(), seat.listen().port(), context, false),
          agreement.roster(),
          desk,
          InstantSource.system());
    } catch (JavalinBindException | UnresolvedAddressException e) {
      throw CliException.temporary(
          "%s cannot be listened at (%s): is the attester running, which must be stopped meanwhile, or is this machine reached at another address, which --listen says?"
              .formatted(seat.listen(), e.getMessage()));
    }
  }

  private Held held() {
    CertifiedKey key =
        agreement.errand() == Errand.REGISTER ? agreement.previous().orElseThrow() : certified();
    return new Farewell(agreement, seat, limits, progress, desk, peers).of(key);
  }

  private CertifiedKey certified() {
    Optional<CertifiedKey> known = resumed();
    if (known.isPresent()) {
      return known.get();
    }
    if (firstBegun().isPresent()) {
      throw CliException.permanent(
          "session \"%s\": found it begun before without a share to go on with, expected a new one; agree on another text with all"
              .formatted(agreement.session()));
    }
    seat.keeping()
        .obstacle(agreement.errand())
        .ifPresent(found -> {
          throw CliException.permanent(found);
        });
    new Gathering(agreement, peers, progress).complete(limits.step());
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      Optional<CertifiedKey> made = concluded(held(agreement.terms(attempt)));
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw CliException.temporary(
        "found %d ceremonies without a usable key, expected one; agree on another session"
            .formatted(ATTEMPTS_MAX));
  }

  private Optional<Begun> begun(int attempt) {
    return seat.keeping().begun(agreement.sessionId(attempt));
  }

  private Optional<Begun> firstBegun() {
    return agreement.errand() == Errand.REGISTER ? Optional.empty() : begun(1);
  }

  // A ceremony from before

  private Optional<CertifiedKey> resumed() {
    return IntStream.rangeClosed(1, ATTEMPTS_MAX)
        .mapToObj(this::begun)
        .flatMap(Optional::stream)
        .flatMap(one -> resumed(one.terms()).stream())
        .findFirst();
  }

  private Optional<CertifiedKey> resumed(Hash32 terms) {
    Optional<CertifiedKey> certified = seat.keeping().findCertified(terms);
    if (certified.isPresent()) {
      progress.tell("the share of this session is there and certified");
      return certified;
    }
    return seat.keeping().findPending(terms).map(this::resumed);
  }

  private CertifiedKey resumed(Stored pending) {
    progress.tell("the share of this session is stored; asking the others for its certificate");
    return stored(
        new Resumption(seat, agreement.roster(), pending, desk, peers).complete(limits.step()));
  }

  // A new one

  private CeremonyOutcome held(CeremonyTerms terms) {
    Begun begun = new Begun(terms.hash(), desk.agreement());
    CeremonyPorts ports =
        new CeremonyPorts(
            session -> seat.keeping().begin(session, begun), seat.random(), limits.ofCeremony());
    CeremonyParticipant participant =
        agreement.errand() == Errand.REFRESH
            ? CeremonyParticipant.inRefresh(
                terms, agreement.previous().orElseThrow(), seat.identity(), ports)
            : CeremonyParticipant.inNewKey(terms, seat.identity(), ports);
    desk.begin(terms.hash());
    return new Attempt(participant, desk, peers, seat.keeping(), progress).held();
  }

  /** Nothing if another attempt is due. */
  private Optional<CertifiedKey> concluded(CeremonyOutcome outcome) {
    return switch (outcome) {
      case CeremonyOutcome.Certified(CertifiedKey key) -> Optional.of(stored(key));
      case CeremonyOutcome.Restart(String reason) -> {
        progress.tell("nobody is at fault, and the key is of no use (%s)".formatted(reason));
        yield Optional.empty();
      }
      case CeremonyOutcome.Faulty faulty -> {
        peers.flush(EVIDENCE_DELIVERY);
        throw CliException.permanent(told(faulty));
      }
      case CeremonyOutcome.Stalled stalled -> {
        peers.flush(Duration.ZERO);
        throw CliException.temporary(told(stalled));
      }
    };
  }

  private CertifiedKey stored(CertifiedKey key) {
    seat.keeping().certified(key);
    return key;
  }

  private static String told(CeremonyOutcome.Faulty faulty) {
    return "found attesters %s breaking the rules (%s), expected none; hold another ceremony without them"
        .formatted(
            Gathering.names(faulty.culprits()),
            faulty.faults().stream().map(fault -> fault.told()).collect(Collectors.joining("; ")));
  }

  private static String told(CeremonyOutcome.Stalled stalled) {
    String next =
        switch (stalled.step()) {
          case CERTIFICATION -> "the share is stored: run the same command again";
          case HELLO, DEALING, ECHO -> "no key came of it: agree on another session";
        };
    return "found no %s of attesters %s in time, expected one of each; %s"
        .formatted(
            stalled.step().toString().toLowerCase(Locale.ROOT),
            Gathering.names(stalled.missing()),
            next);
  }
}

package io.lockstep.app.keys.ceremony;

import io.lockstep.app.CliException;
import io.lockstep.app.keys.ceremony.KeyKeeping.Stored;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.ceremony.Certification;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.KeyCertificate;
import io.lockstep.attestation.ceremony.PendingKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A ceremony that this attester left with a stored share and without the certificate. It says again
 * what it has said, in the same bytes, for those who have not heard all of it, certifies again, and
 * takes the certificate from whoever has it, or makes it of what all others certify. Who brings it
 * does not matter: it is checked by itself.
 */
final class Resumption {
  private static final Duration ASK_EVERY = Duration.ofMillis(500);
  private static final Duration TICK = Duration.ofMillis(100);

  private final Seat seat;
  private final Roster roster;
  private final PendingKey pending;
  private final List<SignedMessage> said;
  private final Certification certification;
  private final Desk desk;
  private final Peers peers;
  private final SortedMap<Identifier, Bytes> signatures = new TreeMap<>();

  Resumption(Seat seat, Roster roster, Stored stored, Desk desk, Peers peers) {
    this.seat = seat;
    this.roster = roster;
    this.pending = stored.key();
    this.said = stored.said();
    this.certification = pending.certification();
    this.desk = desk;
    this.peers = peers;
  }

  CertifiedKey complete(Duration patience) {
    certifyAgain();
    Pause pause = new Pause(patience);
    Pause untilAsking = new Pause(Duration.ZERO);
    do {
      desk.next(TICK).ifPresent(this::hear);
      Optional<CertifiedKey> certified = assembled();
      if (certified.isEmpty() && !untilAsking.again()) {
        certified = fetched();
        untilAsking = new Pause(ASK_EVERY);
      }
      if (certified.isPresent()) {
        return certified.get();
      }
    } while (pause.again());
    throw CliException.temporary(
        "found no attester with the certificate of the stored share after %d s, and certifications of %s, expected those of all; the share stays stored: run the same command again, on all"
            .formatted(patience.toSeconds(), Gathering.names(signatures.keySet())));
  }

  private void certifyAgain() {
    SignedMessage own =
        SignedMessage.sign(
            seat.identity(),
            seat.attester(),
            MessageKind.CEREMONY_CERTIFICATION,
            certification.termsHash(),
            certification.encode());
    desk.begin(certification.termsHash());
    hear(own);
    said.forEach(peers::send);
    peers.send(own);
  }

  private void hear(SignedMessage message) {
    if (message.kind() == MessageKind.CEREMONY_CERTIFICATION
        && message.scope().equals(certification.termsHash())
        && message.body().equals(certification.encode())
        && message.isSigned(roster)) {
      signatures.put(message.sender(), message.signature());
    }
  }

  private Optional<CertifiedKey> assembled() {
    return signatures.size() < roster.size()
        ? Optional.empty()
        : certified(new KeyCertificate(certification, List.copyOf(signatures.values())));
  }

  private Optional<CertifiedKey> fetched() {
    Hash32 terms = certification.termsHash();
    for (Map.Entry<Identifier, PeerLine> peer : peers.lines().entrySet()) {
      try {
        Optional<CertifiedKey> certified =
            peer.getValue()
                .find(peers.routes().certificate(terms.toString()))
                .map(KeyCertificate::decode)
                .flatMap(this::certified);
        if (certified.isPresent()) {
          return certified;
        }
      } catch (PeerException | AttestationException e) {
        // Another one may have it.
      }
    }
    return Optional.empty();
  }

  private Optional<CertifiedKey> certified(KeyCertificate certificate) {
    return Optional.of(pending.certified(certificate, roster));
  }
}

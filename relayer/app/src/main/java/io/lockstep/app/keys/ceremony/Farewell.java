package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is left to do when an attester's share is certified and stored: to hear that those of all
 * others are, to prove the key, and to stay for those who are not as far.
 */
final class Farewell {
  /** All have said what matters; what is not taken yet is a courtesy to who may have left. */
  private static final Duration LAST_LETTERS = Duration.ofSeconds(2);

  private static final Duration LAST_ANSWERS = Duration.ofMillis(150);

  private final Agreement agreement;
  private final Seat seat;
  private final Limits limits;
  private final Progress progress;
  private final Desk desk;
  private final Peers peers;

  Farewell(
      Agreement agreement, Seat seat, Limits limits, Progress progress, Desk desk, Peers peers) {
    this.agreement = agreement;
    this.seat = seat;
    this.limits = limits;
    this.progress = progress;
    this.desk = desk;
    this.peers = peers;
  }

  Held of(CertifiedKey key) {
    KeyProver prover =
        new KeyProver(
            key, agreement.roster(), seat.identity(), agreement.gateways(), seat.random());
    desk.show(key.certificate());
    desk.prove(prover);
    Hash32 certificate = key.certificate().hash();
    peers.send(Notice.stored(certificate));
    Set<Identifier> unstored = confirmed(key);
    List<Registration> registrations = registrations(key, prover);
    Notice finished = Notice.finished(certificate);
    peers.send(finished);
    Set<Identifier> unfinished = desk.awaitNotice(finished, peers.identifiers(), limits.linger());
    peers.flush(LAST_LETTERS);
    letAnswersLeave();
    return new Held(key, registrations, unstored, unfinished);
  }

  /** Whoever brought the last notice would otherwise find the door closed behind it. */
  private static void letAnswersLeave() {
    Pause pause = new Pause(LAST_ANSWERS);
    while (pause.again()) {
      // The server answers meanwhile.
    }
  }

  /** Shares that are registered only were stored long ago. */
  private Set<Identifier> confirmed(CertifiedKey key) {
    if (agreement.errand() == Errand.REGISTER) {
      return Set.of();
    }
    progress.tell("the key is certified by all; waiting until all have stored their shares");
    Set<Identifier> unstored =
        desk.awaitNotice(
            Notice.stored(key.certificate().hash()), peers.identifiers(), limits.linger());
    if (unstored.isEmpty()) {
      seat.keeping().confirmedByAll(key);
    }
    return unstored;
  }

  private List<Registration> registrations(CertifiedKey key, KeyProver prover) {
    List<Registration> registrations = new ArrayList<>();
    if (KeyProver.mayCoordinate(seat.attester(), agreement.roster())) {
      ProofSigning signing =
          new ProofSigning(seat.attester(), prover, peers, progress, limits.step());
      for (InteroperableAddress gateway : agreement.gateways()) {
        progress.tell("proving the key to the gateway on chain " + gateway.chain());
        registrations.add(
            Registration.of(gateway, key, signing.sign(KeyProver.digest(key, gateway))));
      }
    }
    return registrations;
  }
}

package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.KeyCertificate;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Hash32;
import java.util.Optional;

/** What an attester answers to another one whose identity is known. Safe for several threads. */
interface PeerApi {
  Hash32 agreement();

  String told();

  /** Whether it is taken for good; if not, it is to be brought again later. */
  boolean take(SignedMessage message);

  Optional<KeyCertificate> findCertificate(Hash32 terms);

  void noticed(Identifier from, Notice notice);

  /** Nothing before it has its share. */
  Optional<SignedMessage> offer(Identifier from, Allotment abandoned);

  Optional<SignedMessage> answer(Identifier from, SigningSession session);
}

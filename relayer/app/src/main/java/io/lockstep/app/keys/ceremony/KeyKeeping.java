package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.PendingKey;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Hash32;
import java.util.List;
import java.util.Optional;

/** What an attester keeps of ceremonies where a crash does not lose it. */
public interface KeyKeeping {
  /** Which ceremony a session was, and what its attesters had agreed on. */
  record Begun(Hash32 terms, Hash32 agreement) {}

  /**
   * A share that is not certified yet.
   *
   * @param said what its holder has said before, which somebody may still wait for
   */
  record Stored(PendingKey key, List<SignedMessage> said) {
    public Stored {
      said = List.copyOf(said);
    }
  }

  Optional<Begun> begun(Hash32 session);

  /** Durable when it returns; throws if the session was begun before. */
  void begin(Hash32 session, Begun begun);

  /** Durable when it returns, before its holder certifies it. */
  void store(Stored stored);

  Optional<Stored> findPending(Hash32 terms);

  /** The share that a ceremony gave and that is in use now. */
  Optional<CertifiedKey> findCertified(Hash32 terms);

  /** What stands in the way of a ceremony that is not one of before, in words. */
  Optional<String> obstacle(Errand errand);

  /**
   * Puts a share in use. One that it replaces is kept until all have said that they have theirs.
   */
  void certified(CertifiedKey key);

  /** All have stored their shares of this ceremony, so what it replaces is destroyed. */
  void confirmedByAll(CertifiedKey key);
}

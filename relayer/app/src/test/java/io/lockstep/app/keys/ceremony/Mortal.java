package io.lockstep.app.keys.ceremony;

import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.protocol.Hash32;
import java.util.Optional;

/** Keeps what it is given, as long as its process lives. */
record Mortal(KeyKeeping keeping, Moment end) implements KeyKeeping {
  /** When the process ends. */
  enum Moment {
    AFTER_STORING,
    BEFORE_THE_CERTIFIED_SHARE,
    BEFORE_DESTROYING
  }

  /** No process ends like this, so nobody catches it. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Optional<Begun> begun(Hash32 session) {
    return keeping.begun(session);
  }

  @Override
  public void begin(Hash32 session, Begun begun) {
    keeping.begin(session, begun);
  }

  @Override
  public void store(Stored stored) {
    keeping.store(stored);
    dieAt(Moment.AFTER_STORING);
  }

  @Override
  public Optional<Stored> findPending(Hash32 terms) {
    return keeping.findPending(terms);
  }

  @Override
  public Optional<CertifiedKey> findCertified(Hash32 terms) {
    return keeping.findCertified(terms);
  }

  @Override
  public Optional<String> obstacle(Errand errand) {
    return keeping.obstacle(errand);
  }

  @Override
  public void certified(CertifiedKey key) {
    dieAt(Moment.BEFORE_THE_CERTIFIED_SHARE);
    keeping.certified(key);
  }

  @Override
  public void confirmedByAll(CertifiedKey key) {
    dieAt(Moment.BEFORE_DESTROYING);
    keeping.confirmedByAll(key);
  }

  private void dieAt(Moment now) {
    if (now == end) {
      throw new Killed();
    }
  }
}

package io.lockstep.app.transport;

import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.IdentitySigner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * The key that a process shows in TLS, made anew while half of its life is still ahead. What was
 * made from it stays in use: each handshake shows the newest key.
 */
public final class OwnTls {
  /** Longer than TLS remembers a session, which shows the key that it began with. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  private final IdentitySigner identity;
  private final InstantSource clock;
  private final Duration lifetime;
  private final NewestKey newest;
  private volatile Instant until;

  public OwnTls(IdentitySigner identity, InstantSource clock, Duration lifetime) {
    this.identity = identity;
    this.clock = clock;
    this.lifetime = lifetime;
    TlsIdentity first = create();
    this.newest = new NewestKey(first);
    this.until = first.until();
  }

  private TlsIdentity create() {
    return TlsIdentity.create(identity, clock.instant(), lifetime);
  }

  /** When the newest key ends. */
  public Instant until() {
    return until;
  }

  /** Whether a new key was made, because it was time. */
  public boolean renewIfDue() {
    if (clock.instant().isBefore(until.minus(lifetime.dividedBy(2)))) {
      return false;
    }
    TlsIdentity next = create();
    newest.take(next);
    until = next.until();
    return true;
  }

  /**
   * A context that always shows the newest key.
   *
   * @param trusted the only ones that are accepted
   */
  public SSLContext context(Set<IdentityKey> trusted) {
    return Tls.context(newest, trusted, clock);
  }
}

package io.lockstep.app.transport;

import io.lockstep.attestation.roster.IdentityKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Contexts of TLS 1.3 for both ends. */
public final class Tls {
  static final String PROTOCOL = "TLSv1.3";
  private static final char[] IN_MEMORY_ONLY = new char[0];

  private Tls() {}

  /**
   * A context that shows one's own identity and wants to see one of others.
   *
   * @param trusted the only ones that are accepted
   */
  public static SSLContext context(TlsIdentity own, Set<IdentityKey> trusted, InstantSource clock) {
    return context(keyManagers(own), trusted, clock);
  }

  static SSLContext context(KeyManager own, Set<IdentityKey> trusted, InstantSource clock) {
    return context(new KeyManager[] {own}, trusted, clock);
  }

  /** For somebody who shows nothing: whoever carries a lane by hand. */
  public static SSLContext anonymous(Set<IdentityKey> trusted, InstantSource clock) {
    return context(new KeyManager[0], trusted, clock);
  }

  /**
   * For somebody who shows nothing and takes any server: only where nothing that it says is
   * believed, because its signature is checked.
   */
  public static SSLContext withAnybody() {
    return context(new KeyManager[0], new NoTrust());
  }

  private static SSLContext context(
      KeyManager[] keys, Set<IdentityKey> trusted, InstantSource clock) {
    return context(keys, new IdentityTrust(trusted, clock));
  }

  private static SSLContext context(KeyManager[] keys, TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOL);
      context.init(keys, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + PROTOCOL, e);
    }
  }

  private static KeyManager[] keyManagers(TlsIdentity own) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, IN_MEMORY_ONLY);
      store.setKeyEntry(
          "own", own.key(), IN_MEMORY_ONLY, new X509Certificate[] {own.certificate()});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, IN_MEMORY_ONLY);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK takes no key for TLS", e);
    }
  }
}

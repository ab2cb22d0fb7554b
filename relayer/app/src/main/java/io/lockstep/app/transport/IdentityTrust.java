package io.lockstep.app.transport;

import io.lockstep.attestation.roster.IdentityKey;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts certificates of certain identities and no authority. That a host has a certain name proves
 * nothing here, so it is not asked for.
 */
final class IdentityTrust extends X509ExtendedTrustManager {
  private final Set<IdentityKey> trusted;
  private final InstantSource clock;

  IdentityTrust(Set<IdentityKey> trusted, InstantSource clock) {
    this.trusted = Set.copyOf(trusted);
    this.clock = clock;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    IdentityKey identity = Certificates.identity(chain[0], clock.instant());
    if (!trusted.contains(identity)) {
      throw new CertificateException(
          "certificate: found one of identity %s, expected one of %s".formatted(identity, trusted));
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}

package io.lockstep.app.transport;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest of several keys. A handshake that has begun with the one before it may end with
 * that, so both are kept, each under a name of its own.
 */
final class NewestKey extends X509ExtendedKeyManager {
  private record Named(String alias, TlsIdentity identity) {}

  private static final String ALGORITHM = "EC";

  private int count;
  private Named newest;
  private Named before;

  NewestKey(TlsIdentity first) {
    this.newest = new Named("own-0", first);
    this.before = newest;
  }

  synchronized void take(TlsIdentity next) {
    count++;
    before = newest;
    newest = new Named("own-" + count, next);
  }

  private synchronized @Nullable String aliasFor(String... keyTypes) {
    return Arrays.asList(keyTypes).contains(ALGORITHM) ? newest.alias() : null;
  }

  private synchronized @Nullable TlsIdentity named(String alias) {
    if (newest.alias().equals(alias)) {
      return newest.identity();
    }
    return before.alias().equals(alias) ? before.identity() : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    TlsIdentity found = named(alias);
    return found == null ? null : new X509Certificate[] {found.certificate()};
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    TlsIdentity found = named(alias);
    return found == null ? null : found.key();
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return aliasFor(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return aliasFor(keyType);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return aliasFor(keyTypes);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return aliasFor(keyType);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = aliasFor(keyType);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return getClientAliases(keyType, issuers);
  }
}

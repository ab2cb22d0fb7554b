package io.lockstep.app.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A server and what it is asked for there, written in one way only. */
record Place(String scheme, String host, int port, String path, String query) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  static Place of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return new Place(
        scheme,
        host(uri.getHost().toLowerCase(Locale.ROOT)),
        uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort(),
        uri.getRawPath().replaceAll("/+$", ""),
        Optional.ofNullable(uri.getRawQuery()).orElse(""));
  }

  private static String host(String host) {
    return THIS_MACHINE.contains(host) ? "localhost" : host.replaceAll("\\.$", "");
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Without what may hold a key. */
  @Override
  public String toString() {
    return port == defaultPort(scheme)
        ? "%s://%s".formatted(scheme, host)
        : "%s://%s:%d".formatted(scheme, host, port);
  }
}

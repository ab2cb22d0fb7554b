package io.lockstep.app.keys;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where an attester is reached by HTTPS. Rosters have it as HOST:PORT or https://HOST[:PORT]. */
public record AttesterAddress(String host, int port) {
  private static final String EXPECTED = "HOST:PORT or https://HOST:PORT";
  private static final int PORT_MAX = 65_535;
  private static final int HTTPS = 443;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with what was expected, if it is something else
   */
  public static AttesterAddress of(String text) {
    try {
      boolean whole = text.toLowerCase(Locale.ROOT).startsWith("https://");
      URI uri = new URI(whole ? text : "https://" + text);
      boolean plain =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawPath().replace("/", "").isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      int port = whole && uri.getPort() < 0 ? HTTPS : uri.getPort();
      if (!plain || port < 1 || port > PORT_MAX) {
        throw new IllegalArgumentException(EXPECTED);
      }
      return new AttesterAddress(uri.getHost(), port);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(EXPECTED, e);
    }
  }

  public URI uri() {
    return URI.create("https://" + this);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

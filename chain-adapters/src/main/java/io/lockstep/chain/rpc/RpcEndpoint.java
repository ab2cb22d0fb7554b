package io.lockstep.chain.rpc;

import java.net.URI;
import java.time.Duration;

/**
 * Where a chain's JSON-RPC server is and how long it may take. Its text names the host only,
 * because providers put their customers' keys into the path.
 */
public record RpcEndpoint(URI uri, Duration connectTimeout, Duration requestTimeout) {

  public RpcEndpoint {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("a JSON-RPC address starts with http:// or https://");
    }
  }

  public static RpcEndpoint of(URI uri) {
    return new RpcEndpoint(uri, Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  public static RpcEndpoint local(int port) {
    return of(URI.create("http://127.0.0.1:" + port));
  }

  public RpcEndpoint withTimeout(Duration timeout) {
    return new RpcEndpoint(uri, timeout, timeout);
  }

  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }
}

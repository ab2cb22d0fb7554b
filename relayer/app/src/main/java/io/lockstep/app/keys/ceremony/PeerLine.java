package io.lockstep.app.keys.ceremony;

import io.lockstep.app.transport.AttesterAddress;
import io.lockstep.app.transport.Exchange;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Bytes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The connection to one other attester, who must show its identity. */
final class PeerLine implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES_MAX = 4 << 20;
  private static final int TOLD_MAX = 600;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Identifier peer;
  private final AttesterAddress address;
  private final HttpClient client;

  /**
   * Connects at the first request.
   *
   * @param tls trusts this attester and nobody else
   */
  PeerLine(Identifier peer, AttesterAddress address, SSLContext tls) {
    this.peer = peer;
    this.address = address;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls)
            .connectTimeout(TIMEOUT)
            .build();
  }

  Identifier peer() {
    return peer;
  }

  Bytes post(String path, Bytes body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(body.toArray())))
        .orElseThrow(() -> new PeerException(this + ": found nothing at " + path, null));
  }

  /** Nothing if there is none. */
  Optional<Bytes> find(String path) {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.uri().resolve(path)).timeout(TIMEOUT);
  }

  private Optional<Bytes> send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          Exchange.whole(client, request.build(), ANSWER_BYTES_MAX, TIMEOUT);
      return answered(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new PeerException("%s cannot be reached (%s)".formatted(this, reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException("%s: interrupted".formatted(this), e);
    }
  }

  private Optional<Bytes> answered(int status, byte[] body) {
    if (status == NOT_FOUND) {
      return Optional.empty();
    }
    if (status != OK) {
      throw new PeerException("%s: %d %s".formatted(this, status, printable(body)), null);
    }
    return Optional.of(Bytes.copyOf(body));
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
  }

  /** What another machine wrote moves no cursor of this terminal. */
  static String printable(byte[] text) {
    String line = new String(text, StandardCharsets.UTF_8).replaceAll("[^ -~]", ".");
    return line.length() <= TOLD_MAX ? line : line.substring(0, TOLD_MAX);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  @Override
  public String toString() {
    return "attester %s at %s".formatted(peer, address);
  }
}

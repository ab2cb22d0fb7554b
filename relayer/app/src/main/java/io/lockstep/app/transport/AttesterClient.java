package io.lockstep.app.transport;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** One attester, as somebody reaches it who knows its identity. */
public final class AttesterClient implements AutoCloseable {
  /** No answer is longer; what is, is not taken. */
  private static final int ANSWER_BYTES_MAX = 4 << 20;

  private static final int OK = 200;

  /**
   * What an attester said.
   *
   * @param why it does not sign, in its own words, which nothing depends on
   */
  public record Said(SignedMessage message, Optional<String> why) {}

  private final URI address;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * Connects at the first request.
   *
   * @param tls trusts this attester and nobody else
   * @param timeout how long one exchange may take
   */
  public AttesterClient(URI address, SSLContext tls, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(tls)
            .connectTimeout(timeout)
            .build();
  }

  /** Commitments, in the place of those that will not be used. */
  public SignedMessage offer(Identifier attester, Allotment abandoned) {
    byte[] body = Frames.join(List.of(attester.encode(), abandoned.encode()));
    return SignedMessage.decode(post(AttesterServer.OFFER, body).body());
  }

  public Said answer(Proposal proposal, SigningSession session) {
    byte[] body = Frames.join(List.of(proposal.encode(), session.encode()));
    Answered answered = post(AttesterServer.ANSWER, body);
    return new Said(SignedMessage.decode(answered.body()), answered.refusal());
  }

  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    String path = path(AttesterServer.HOLDS, lane) + "?from=%d&nonce=%d".formatted(from, nonce);
    return Frames.split(send(request(path).GET()).body()).stream()
        .map(SignedMessage::decode)
        .toList();
  }

  /** Hands over what the quorum has signed, and what its signers said. */
  public void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    post(
        path(AttesterServer.CHECKPOINTS, checkpoint.checkpoint().lane()),
        new FinishedFrames(checkpoint, heard).encode());
  }

  /** What the quorum has signed beyond the message, the furthest first. Everybody may ask. */
  public List<FinishedCheckpoint> checkpoints(LaneId lane, long beyond) {
    String path = path(AttesterServer.CHECKPOINTS, lane) + "?beyond=" + beyond;
    byte[] body = send(request(path).GET()).body().toArray();
    return CheckpointsJson.read(lane, new String(body, StandardCharsets.UTF_8));
  }

  /** What an attester last heard of the one that asks. */
  public SignedMessage lastHeard(Hash32 question) {
    String path = AttesterServer.LAST_HEARD + "?question=" + question;
    return SignedMessage.decode(send(request(path).GET()).body());
  }

  private static String path(String route, LaneId lane) {
    return route.replace("{lane}", lane.toString());
  }

  private record Answered(Bytes body, Optional<String> refusal) {}

  private Answered post(String path, byte[] body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(timeout);
  }

  private Answered send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          Exchange.whole(client, request.build(), ANSWER_BYTES_MAX, timeout);
      if (response.statusCode() != OK) {
        throw new TransportException(
            "%s: %d %s".formatted(this, response.statusCode(), firstLine(response.body())));
      }
      return new Answered(
          Bytes.copyOf(response.body()),
          response.headers().firstValue(AttesterServer.REFUSAL_HEADER));
    } catch (IOException e) {
      throw new TransportException("%s cannot be reached (%s)".formatted(this, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException("%s: interrupted".formatted(this), e);
    }
  }

  private static String firstLine(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  @Override
  public String toString() {
    return address.getHost() + ":" + address.getPort();
  }
}

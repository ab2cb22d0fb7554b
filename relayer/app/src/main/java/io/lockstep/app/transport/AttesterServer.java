package io.lockstep.app.transport;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.lockstep.app.transport.TransportListener.Cause;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.Failure;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.ProtocolException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;

/**
 * An attester's door. Who asks is known by the certificate of TLS, and what is asked is bytes of
 * fixed forms; whatever else comes is turned away with a reason.
 */
public final class AttesterServer implements AutoCloseable {
  /** Why an attester did not sign, beside its signed answer. */
  static final String REFUSAL_HEADER = "Lockstep-Refusal";

  static final String OFFER = "/v1/signing/offer";
  static final String ANSWER = "/v1/signing/answer";
  static final String HOLDS = "/v1/lanes/{lane}/holds";

  /** Posted by coordinators, read by everybody. */
  public static final String CHECKPOINTS = "/v1/lanes/{lane}/checkpoints";

  static final String LAST_HEARD = "/v1/peers/last-heard";

  private static final String BINARY = "application/octet-stream";

  /**
   * Where it listens and how much it takes.
   *
   * @param port 0 for any that is free
   * @param perSecond how many requests each caller may send for long, and at once after a pause
   * @param publicPerSecond the same for each address that shows no identity; ten times as many for
   *     all of those together
   */
  public record Settings(
      String host, int port, long requestBytesMax, double perSecond, double publicPerSecond) {
    public static Settings of(String host, int port) {
      return new Settings(host, port, 1 << 20, 200, 10);
    }
  }

  /** More than all who may ask have at a time; a database serves no more at once either. */
  private static final int AT_ONCE_MAX = 64;

  private static final int AT_ONCE_FROM_ONE_ADDRESS_MAX = 32;
  private static final int CONNECTIONS_MAX = 1_024;
  private static final int ACCEPT_QUEUE_MAX = 128;

  /** Longer than the JDK's client keeps a connection that it may use again. */
  private static final Duration IDLE_MAX = Duration.ofMinutes(1);

  /** Who sends a body more slowly than this is cut off. */
  private static final long BODY_BYTES_PER_SECOND_MIN = 256;

  /** What is in progress when the server is told to end gets so long. */
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final Settings settings;
  private final Room room = new Room(AT_ONCE_MAX, AT_ONCE_FROM_ONE_ADDRESS_MAX);
  private final Door door;
  private final AttesterApi api;
  private final TransportListener listener;
  private final Javalin server;

  private AttesterServer(
      Settings settings,
      SSLContext tls,
      Callers callers,
      AttesterApi api,
      InstantSource clock,
      TransportListener listener) {
    this.settings = settings;
    this.door = new Door(callers, settings.perSecond(), settings.publicPerSecond(), clock);
    this.api = api;
    this.listener = listener;
    this.server = Javalin.create(config -> configure(config, tls));
  }

  /** Listens when it returns. */
  public static AttesterServer start(
      Settings settings,
      SSLContext tls,
      Callers callers,
      AttesterApi api,
      InstantSource clock,
      TransportListener listener) {
    AttesterServer server = new AttesterServer(settings, tls, callers, api, clock, listener);
    server.server.start();
    return server;
  }

  public int port() {
    return server.port();
  }

  /** Takes no request any more, and ends when those in progress have their answers. */
  @Override
  public void close() {
    try {
      room.close(STOP_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop();
  }

  private void configure(JavalinConfig config, SSLContext tls) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = settings.requestBytesMax();
    config.jetty.modifyServer(
        jetty -> jetty.setHandler(new MinimumDataRateHandler(BODY_BYTES_PER_SECOND_MIN, 0)));
    TlsConnector connector = new TlsConnector(settings.host(), settings.port(), tls, true);
    config.jetty.addConnector((jetty, http) -> bounded(connector.on(jetty, http)));
    config.routes.post(OFFER, room.bounding(this::offer));
    config.routes.post(ANSWER, room.bounding(this::answer));
    config.routes.get(HOLDS, room.bounding(this::holds));
    config.routes.post(CHECKPOINTS, room.bounding(this::finished));
    config.routes.get(CHECKPOINTS, room.bounding(this::checkpoints));
    config.routes.get(LAST_HEARD, room.bounding(this::lastHeard));
    config.routes.exception(AttestationException.class, this::unreadable);
    config.routes.exception(ProtocolException.class, this::unreadable);
    config.routes.exception(Failure.class, this::failed);
    config.routes.exception(HttpResponseException.class, this::rejected);
  }

  private static ServerConnector bounded(ServerConnector connector) {
    connector.setIdleTimeout(IDLE_MAX.toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE_MAX);
    connector.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, connector));
    return connector;
  }

  // What is asked

  private void offer(Context context) {
    CoordinatorId coordinator = door.coordinator(context);
    List<Bytes> pieces = Frames.split(Bytes.copyOf(context.bodyAsBytes()), 2);
    Allotment abandoned = Allotment.decode(Identifier.decode(pieces.get(0)), pieces.get(1));
    reply(context, api.offer(coordinator, abandoned).encode().toArray());
  }

  private void answer(Context context) {
    CoordinatorId coordinator = door.coordinator(context);
    List<Bytes> pieces = Frames.split(Bytes.copyOf(context.bodyAsBytes()), 2);
    Attester.Reply reply =
        api.answer(
            coordinator, Proposal.decode(pieces.get(0)), SigningSession.decode(pieces.get(1)));
    reply.why().ifPresent(refusal -> tell(context, refusal));
    reply(context, reply.message().encode().toArray());
  }

  private void tell(Context context, Refusal refusal) {
    listener.refused(refusal);
    context.header(REFUSAL_HEADER, refusal.reason() + ": " + refusal.text());
  }

  private void holds(Context context) {
    door.coordinator(context);
    List<SignedMessage> holds =
        api.holds(lane(context), number(context, "from"), number(context, "nonce"));
    reply(context, Frames.join(holds.stream().map(SignedMessage::encode).toList()));
  }

  private static LaneId lane(Context context) {
    return new LaneId(Hash32.fromHex(context.pathParam("lane")));
  }

  private void finished(Context context) {
    door.coordinator(context);
    FinishedFrames finished = FinishedFrames.decode(Bytes.copyOf(context.bodyAsBytes()));
    LaneId lane = lane(context);
    if (!finished.checkpoint().checkpoint().lane().equals(lane)) {
      throw new AttestationException(
          AttestationException.Code.INCONSISTENT,
          "lane of a finished checkpoint",
          finished.checkpoint().checkpoint().lane(),
          lane);
    }
    api.finished(finished.checkpoint(), finished.heard());
    reply(context, new byte[0]);
  }

  private void checkpoints(Context context) {
    door.anybody(context);
    long beyond = context.queryParam("beyond") == null ? 0 : number(context, "beyond");
    LaneId lane = lane(context);
    listener.answered(route(context));
    context
        .contentType(ContentType.APPLICATION_JSON)
        .result(CheckpointsJson.write(lane, api.checkpoints(lane, beyond)) + "\n");
  }

  private void lastHeard(Context context) {
    Identifier peer = door.attester(context);
    Hash32 question = Hash32.fromHex(String.valueOf(context.queryParam("question")));
    reply(context, api.lastHeard(peer, question).encode().toArray());
  }

  private static long number(Context context, String name) {
    String text = context.queryParam(name);
    try {
      return requireNatural(Long.parseLong(String.valueOf(text)));
    } catch (NumberFormatException e) {
      throw new AttestationException(
          AttestationException.Code.OUT_OF_RANGE, name, String.valueOf(text), "a whole number");
    }
  }

  private static long requireNatural(long number) {
    if (number < 0) {
      throw new NumberFormatException("negative");
    }
    return number;
  }

  private void reply(Context context, byte[] body) {
    listener.answered(route(context));
    context.contentType(BINARY).result(body);
  }

  /** As it is declared: whoever counts by it must not count what strangers think up. */
  private static String route(Context context) {
    return Optional.ofNullable(context.endpoints().matchedHttpEndpoint())
        .map(endpoint -> endpoint.path)
        .orElse("none");
  }

  // What is turned away

  private void unreadable(Exception e, Context context) {
    turnAway(context, HttpStatus.BAD_REQUEST, Cause.UNREADABLE, String.valueOf(e.getMessage()));
  }

  /** The database, usually. Nothing has been signed, and the same may be asked again. */
  private void failed(Failure e, Context context) {
    listener.rejected(route(context), Cause.UNAVAILABLE, String.valueOf(e.getMessage()));
    context
        .status(HttpStatus.SERVICE_UNAVAILABLE)
        .contentType("text/plain")
        .result("what this attester needs itself does not answer; ask it again later");
  }

  private void rejected(HttpResponseException e, Context context) {
    HttpStatus status = HttpStatus.forStatus(e.getStatus());
    Cause cause =
        switch (status) {
          case FORBIDDEN -> Cause.NOT_ALLOWED;
          case CONTENT_TOO_LARGE -> Cause.OVERSIZED;
          case TOO_MANY_REQUESTS -> Cause.OVER_QUOTA;
          case SERVICE_UNAVAILABLE -> Cause.BUSY;
          default -> Cause.UNREADABLE;
        };
    turnAway(context, status, cause, String.valueOf(e.getMessage()));
  }

  private void turnAway(Context context, HttpStatus status, Cause cause, String text) {
    listener.rejected(route(context), cause, text);
    context.status(status).contentType("text/plain").result(text);
  }
}

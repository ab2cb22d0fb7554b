package io.lockstep.app.transport;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
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
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.ProtocolException;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;

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

  private static final String BINARY = "application/octet-stream";

  /**
   * Where it listens and how much it takes.
   *
   * @param port 0 for any that is free
   * @param perSecond how many requests each caller may send for long, and at once after a pause
   */
  public record Settings(String host, int port, long requestBytesMax, double perSecond) {
    public static Settings of(String host, int port) {
      return new Settings(host, port, 1 << 20, 200);
    }
  }

  private final Settings settings;
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
    this.door = new Door(callers, settings.perSecond(), clock);
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

  @Override
  public void close() {
    server.stop();
  }

  private void configure(JavalinConfig config, SSLContext tls) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = settings.requestBytesMax();
    TlsConnector connector = new TlsConnector(settings.host(), settings.port(), tls, true);
    config.jetty.addConnector(connector::on);
    config.routes.post(OFFER, this::offer);
    config.routes.post(ANSWER, this::answer);
    config.routes.get(HOLDS, this::holds);
    config.routes.exception(AttestationException.class, this::unreadable);
    config.routes.exception(ProtocolException.class, this::unreadable);
    config.routes.exception(HttpResponseException.class, this::rejected);
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
    LaneId lane = new LaneId(Hash32.fromHex(context.pathParam("lane")));
    List<SignedMessage> holds = api.holds(lane, number(context, "from"), number(context, "nonce"));
    reply(context, Frames.join(holds.stream().map(SignedMessage::encode).toList()));
  }

  private static long number(Context context, String name) {
    String text = context.queryParam(name);
    try {
      return Long.parseUnsignedLong(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw new AttestationException(
          AttestationException.Code.OUT_OF_RANGE, name, String.valueOf(text), "a whole number");
    }
  }

  private void reply(Context context, byte[] body) {
    listener.answered(context.path());
    context.contentType(BINARY).result(body);
  }

  // What is turned away

  private void unreadable(Exception e, Context context) {
    turnAway(context, HttpStatus.BAD_REQUEST, Cause.UNREADABLE, String.valueOf(e.getMessage()));
  }

  private void rejected(HttpResponseException e, Context context) {
    HttpStatus status = HttpStatus.forStatus(e.getStatus());
    Cause cause =
        switch (status) {
          case FORBIDDEN -> Cause.NOT_ALLOWED;
          case CONTENT_TOO_LARGE -> Cause.OVERSIZED;
          case TOO_MANY_REQUESTS -> Cause.OVER_QUOTA;
          default -> Cause.UNREADABLE;
        };
    turnAway(context, status, cause, String.valueOf(e.getMessage()));
  }

  private void turnAway(Context context, HttpStatus status, Cause cause, String text) {
    listener.rejected(context.path(), cause, text);
    context.status(status).contentType("text/plain").result(text);
  }
}

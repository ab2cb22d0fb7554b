package io.lockstep.app.keys.ceremony;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.lockstep.app.transport.Certificates;
import io.lockstep.app.transport.Frames;
import io.lockstep.app.transport.TlsConnector;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** An attester's door during a ceremony: nobody but the others of the roster comes in. */
final class PeerServer implements AutoCloseable {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String BINARY = "application/octet-stream";
  private static final long REQUEST_BYTES_MAX = SignedMessage.BODY_LENGTH_MAX + (1L << 12);

  private final Roster roster;
  private final PeerApi api;
  private final InstantSource clock;
  private final Javalin server;

  private PeerServer(TlsConnector connector, Roster roster, PeerApi api, InstantSource clock) {
    this.roster = roster;
    this.api = api;
    this.clock = clock;
    this.server = Javalin.create(config -> configure(config, connector));
  }

  /** Listens when it returns. */
  static PeerServer start(TlsConnector connector, Roster roster, PeerApi api, InstantSource clock) {
    PeerServer server = new PeerServer(connector, roster, api, clock);
    server.server.start();
    return server;
  }

  @Override
  public void close() {
    server.stop();
  }

  private void configure(JavalinConfig config, TlsConnector connector) {
    Routes routes = Routes.pattern();
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = REQUEST_BYTES_MAX;
    config.jetty.addConnector(connector::on);
    config.routes.get(Routes.PREFIX, this::agreement);
    config.routes.post(routes.messages(), this::message);
    config.routes.post(routes.notices(), this::notice);
    config.routes.get(routes.certificate("{terms}"), this::certificate);
    config.routes.post(routes.offer(), this::offer);
    config.routes.post(routes.answer(), this::answer);
    config.routes.exception(AttestationException.class, PeerServer::unreadable);
    config.routes.exception(ProtocolException.class, PeerServer::unreadable);
  }

  // What is asked

  private void agreement(Context context) {
    caller(context);
    Bytes told = Bytes.copyOf(api.told().getBytes(StandardCharsets.UTF_8));
    reply(context, Bytes.copyOf(Frames.join(List.of(api.agreement().bytes(), told))));
  }

  private void message(Context context) {
    requireAgreed(context);
    if (!api.take(SignedMessage.decode(body(context)))) {
      throw rejection(HttpStatus.SERVICE_UNAVAILABLE, "not there yet");
    }
    reply(context, Bytes.EMPTY);
  }

  private void notice(Context context) {
    api.noticed(requireAgreed(context), Notice.decode(body(context)));
    reply(context, Bytes.EMPTY);
  }

  private void certificate(Context context) {
    requireAgreed(context);
    api.findCertificate(Hash32.fromHex(context.pathParam("terms")))
        .ifPresentOrElse(
            certificate -> reply(context, certificate.encode()),
            () -> context.status(HttpStatus.NOT_FOUND));
  }

  private void offer(Context context) {
    Identifier from = requireAgreed(context);
    List<Bytes> pieces = Frames.split(body(context), 2);
    Allotment abandoned = Allotment.decode(Identifier.decode(pieces.get(0)), pieces.get(1));
    reply(context, api.offer(from, abandoned));
  }

  private void answer(Context context) {
    Identifier from = requireAgreed(context);
    reply(context, api.answer(from, SigningSession.decode(body(context))));
  }

  private static Bytes body(Context context) {
    return Bytes.copyOf(context.bodyAsBytes());
  }

  private static void reply(Context context, Optional<SignedMessage> message) {
    reply(
        context,
        message
            .orElseThrow(() -> rejection(HttpStatus.SERVICE_UNAVAILABLE, "not there yet"))
            .encode());
  }

  private static void reply(Context context, Bytes body) {
    context.contentType(BINARY).result(body.toArray());
  }

  // Who asks

  private Identifier requireAgreed(Context context) {
    Identifier caller = caller(context);
    String found = context.pathParam("agreement");
    if (!found.equals(api.agreement().toString())) {
      throw rejection(HttpStatus.CONFLICT, "agreed on something else: " + api.told());
    }
    return caller;
  }

  private Identifier caller(Context context) {
    if (context.req().getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
        && chain.length > 0) {
      try {
        return member(Certificates.identity(chain[0], clock.instant()));
      } catch (CertificateException e) {
        throw rejection(HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
      }
    }
    throw rejection(HttpStatus.FORBIDDEN, "caller: found no certificate, expected one of Lockstep");
  }

  private Identifier member(IdentityKey identity) {
    return roster.members().stream()
        .filter(member -> member.identity().equals(identity))
        .map(RosterMember::identifier)
        .findFirst()
        .orElseThrow(() -> rejection(HttpStatus.FORBIDDEN, "caller: found nobody of the roster"));
  }

  private static void unreadable(Exception e, Context context) {
    context.status(HttpStatus.BAD_REQUEST).result(String.valueOf(e.getMessage()));
  }

  private static HttpResponseException rejection(HttpStatus status, String text) {
    return new HttpResponseException(status.getCode(), text);
  }
}

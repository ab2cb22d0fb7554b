package io.lockstep.app.transport;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.signing.CoordinatorId;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who may come in, and how often. */
final class Door {
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final Callers callers;
  private final double perSecond;
  private final InstantSource clock;
  private final Map<IdentityKey, Quota> quotas = new ConcurrentHashMap<>();
  private final PublicQuotas publicQuotas;

  Door(Callers callers, double perSecond, double publicPerSecond, InstantSource clock) {
    this.callers = callers;
    this.perSecond = perSecond;
    this.clock = clock;
    this.publicQuotas = new PublicQuotas(publicPerSecond, System::nanoTime);
  }

  CoordinatorId coordinator(Context context) {
    IdentityKey caller = caller(context);
    CoordinatorId coordinator =
        callers
            .coordinator(caller)
            .orElseThrow(() ->
                rejection(
                    HttpStatus.FORBIDDEN,
                    "caller: found %s, expected one who may coordinate".formatted(caller)));
    requireRoom(caller);
    return coordinator;
  }

  Identifier attester(Context context) {
    IdentityKey caller = caller(context);
    Identifier attester =
        callers
            .attester(caller)
            .orElseThrow(() ->
                rejection(
                    HttpStatus.FORBIDDEN,
                    "caller: found %s, expected another attester of the roster".formatted(caller)));
    requireRoom(caller);
    return attester;
  }

  /** Who shows no identity is counted by where it comes from. */
  void anybody(Context context) {
    if (!publicQuotas.take(context.req().getRemoteAddr())) {
      throw rejection(
          HttpStatus.TOO_MANY_REQUESTS, "found too many requests, expected fewer; try again later");
    }
  }

  private void requireRoom(IdentityKey caller) {
    Quota quota =
        quotas.computeIfAbsent(caller, _ -> new Quota(perSecond, perSecond, System::nanoTime));
    if (!quota.take()) {
      throw rejection(
          HttpStatus.TOO_MANY_REQUESTS,
          "found more than %.0f requests a second, expected fewer".formatted(perSecond));
    }
  }

  private IdentityKey caller(Context context) {
    if (context.req().getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
        && chain.length > 0) {
      try {
        return Certificates.identity(chain[0], clock.instant());
      } catch (CertificateException e) {
        throw rejection(HttpStatus.FORBIDDEN, String.valueOf(e.getMessage()));
      }
    }
    throw rejection(HttpStatus.FORBIDDEN, "caller: found no certificate, expected one of Lockstep");
  }

  private static HttpResponseException rejection(HttpStatus status, String text) {
    return new HttpResponseException(status.getCode(), text);
  }
}

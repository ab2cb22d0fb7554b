package io.lockstep.app.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** A key that is made anew in the running process, while those who know its owner come and go. */
class OwnTlsTest {
  private static final LocalCeremony PANEL = LocalCeremony.among(3, new SecureRandom());
  private static final LaneId LANE = new LaneId(Keccak256.ofText("lane"));

  private Instant now = Instant.now();
  private final InstantSource clock = () -> now;
  private final IdentitySigner identity = PANEL.signers().getFirst();
  private final OwnTls own = new OwnTls(identity, clock, Duration.ofDays(4));
  private final Callers callers = new Callers(PANEL.roster(), Map.of());

  private static Certificate shown(int port, SSLContext tls) throws IOException {
    try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /v1/lanes/%s/checkpoints HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
              .formatted(LANE)
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("200");
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void isMadeAnewWhileHalfOfItsLifeIsAhead() throws IOException {
    Instant first = own.until();
    try (AttesterServer server =
        AttesterServer.start(
            AttesterServer.Settings.of("127.0.0.1", 0),
            own.context(callers.identities()),
            callers,
            new ScriptedAttester(identity, Identifier.of(1)),
            clock,
            TransportListener.silent())) {
      Certificate before = shown(server.port(), anonymous());
      assertThat(own.renewIfDue()).isFalse();
      assertThat(shown(server.port(), anonymous())).isEqualTo(before);

      now = now.plus(Duration.ofDays(2));
      assertThat(own.renewIfDue()).isTrue();

      assertThat(own.until()).isAfter(first);
      assertThat(shown(server.port(), anonymous())).isNotEqualTo(before);
      now = now.plus(Duration.ofDays(3));
      assertThat(shown(server.port(), anonymous())).isNotEqualTo(before);
    }
  }

  private SSLContext anonymous() {
    return Tls.anonymous(Set.of(identity.key()), clock);
  }
}

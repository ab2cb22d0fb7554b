package io.lockstep.app.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.transport.TransportListener.Cause;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.HoldStatement;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.attester.RulingProposal;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Ruling;
import io.lockstep.protocol.Secp256k1;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An attester's door over real sockets: who gets in, and what becomes of what they bring. */
class AttesterTransportTest {
  private static final LocalCeremony PANEL = LocalCeremony.among(3, new SecureRandom());
  private static final IdentitySigner RELAYER = IdentitySigner.generate(new SecureRandom());
  private static final IdentitySigner STRANGER = IdentitySigner.generate(new SecureRandom());
  private static final Identifier ATTESTER = Identifier.of(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Hash32 HASH = Keccak256.ofText("hash");
  private static final LaneId LANE = new LaneId(Keccak256.ofText("lane"));
  private static final Proposal PROPOSAL =
      new RulingProposal(new Ruling(LANE, 7, HASH, Decision.VOID, 1));

  private static final FinishedCheckpoint FINISHED =
      new FinishedCheckpoint(
          new Checkpoint(LANE, 2, 9, HASH, Holds.of(5, 7), 1),
          FrostSignature.of(Secp256k1.generatorTimes(BigInteger.TWO), BigInteger.TEN));

  private final List<Cause> rejections = new CopyOnWriteArrayList<>();
  private final List<String> routes = new CopyOnWriteArrayList<>();
  private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
  private final ScriptedAttester api = new ScriptedAttester(identity(1), ATTESTER);
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AttesterServer server = start(AttesterServer.Settings.of("127.0.0.1", 0));

  private AttesterServer start(AttesterServer.Settings settings) {
    Callers callers = new Callers(PANEL.roster(), Map.of(RELAYER.key(), "one"));
    SSLContext tls =
        Tls.context(
            TlsIdentity.create(identity(1), Instant.now(), DAY),
            callers.identities(),
            InstantSource.system());
    AttesterServer started =
        AttesterServer.start(settings, tls, callers, api, InstantSource.system(), listener());
    open.add(started);
    return started;
  }

  private static IdentitySigner identity(int attester) {
    return PANEL.signers().get(attester - 1);
  }

  private TransportListener listener() {
    return new TransportListener() {
      @Override
      public void rejected(String route, Cause cause, String text) {
        routes.add(route);
        rejections.add(cause);
      }

      @Override
      public void refused(Refusal refusal) {
        refusals.add(refusal);
      }
    };
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private AttesterClient client(IdentitySigner caller) {
    return client(TlsIdentity.create(caller, Instant.now(), DAY), identity(1).key());
  }

  private AttesterClient client(TlsIdentity shown, IdentityKey expected) {
    return client(Tls.context(shown, Set.of(expected), InstantSource.system()), server.port());
  }

  private AttesterClient client(SSLContext tls, int port) {
    AttesterClient client =
        new AttesterClient(URI.create("https://127.0.0.1:" + port), tls, TIMEOUT);
    open.add(client);
    return client;
  }

  private static SigningSession session() {
    SigningCommitment commitment =
        new SigningCommitment(
            ATTESTER,
            Secp256k1.generatorTimes(BigInteger.TWO),
            Secp256k1.generatorTimes(BigInteger.TEN));
    return new SigningSession(HASH, HASH, new CommitmentList(List.of(commitment)));
  }

  // Who may

  @Test
  void aRelayerOfTheListIsAnswered() {
    Allotment abandoned = new Allotment(ATTESTER, List.of());
    AttesterClient client = client(RELAYER);

    SignedMessage offer = client.offer(ATTESTER, abandoned);
    AttesterClient.Said said = client.answer(PROPOSAL, session());

    assertThat(offer.requireSigned(PANEL.roster()).body()).isEqualTo(Bytes.fromHex("0x01"));
    assertThat(said.message().requireSigned(PANEL.roster()).body())
        .isEqualTo(Bytes.fromHex("0x02"));
    assertThat(said.why()).isEmpty();
    assertThat(api.askedBy).containsOnly(CoordinatorId.named("relayer one"));
    assertThat(api.asked).containsExactly(abandoned, PROPOSAL, session());
  }

  @Test
  void anotherAttesterCoordinatesUnderItsOwnName() {
    client(identity(3)).answer(PROPOSAL, session());

    assertThat(api.askedBy).containsExactly(Callers.coordinatorOf(Identifier.of(3)));
  }

  @Test
  void holdsAreTold() {
    List<SignedMessage> holds = client(RELAYER).holds(LANE, 4, 12);

    assertThat(api.asked).containsExactly(List.of(LANE, 4L, 12L));
    assertThat(holds)
        .extracting(hold -> HoldStatement.decode(hold.body()).nonce())
        .containsExactly(5L, 9L);
  }

  @Test
  void aFinishedCheckpointIsTakenWithWhatItsSignersSaid() {
    SignedMessage answer = api.says(MessageKind.SIGNING_ANSWER, Bytes.fromHex("0x02"));
    LastHeard.Share share = new LastHeard.Share(session(), answer);

    client(RELAYER).finished(FINISHED, List.of(share));

    assertThat(api.asked).containsExactly(FINISHED, List.of(share));
  }

  @Test
  void anAttesterIsToldWhatWasLastHeardOfIt() {
    SignedMessage heard = client(identity(3)).lastHeard(HASH);

    assertThat(heard.kind()).isEqualTo(MessageKind.LAST_HEARD);
    assertThat(api.asked).containsExactly(List.of(Identifier.of(3), HASH));
  }

  @Test
  void aRefusalSaysWhy() {
    api.refusal =
        Optional.of(new Refusal(Refusal.Reason.NOT_FINAL, "message 9: final here is message 7"));

    assertThat(client(RELAYER).answer(PROPOSAL, session()).why())
        .contains("NOT_FINAL: message 9: final here is message 7");
    assertThat(refusals).hasSize(1);
  }

  // Who may not

  @Test
  void aStrangerDoesNotGetThroughTheHandshake() {
    AttesterClient stranger = client(STRANGER);

    assertThatThrownBy(() -> stranger.answer(PROPOSAL, session()))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("cannot be reached");
    assertThat(api.asked).isEmpty();
  }

  @Test
  void whoShowsNothingIsNotAnswered() {
    AttesterClient nobody =
        client(Tls.anonymous(Set.of(identity(1).key()), InstantSource.system()), server.port());

    assertThatThrownBy(() -> nobody.answer(PROPOSAL, session()))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("403")
        .hasMessageContaining("found no certificate");
    assertThat(rejections).containsExactly(Cause.NOT_ALLOWED);
  }

  @Test
  void anExpiredKeyIsNoKey() {
    TlsIdentity expired = TlsIdentity.create(RELAYER, Instant.now().minus(DAY.plusHours(1)), DAY);

    assertThatThrownBy(() -> client(expired, identity(1).key()).answer(PROPOSAL, session()))
        .isInstanceOf(TransportException.class);
    assertThat(api.asked).isEmpty();
  }

  /** Somebody who listens at the address of an attester and has an identity of its own. */
  @Test
  void aClientTrustsNobodyButTheAttesterItMeans() {
    TlsIdentity shown = TlsIdentity.create(RELAYER, Instant.now(), DAY);

    assertThatThrownBy(() -> client(shown, identity(2).key()).answer(PROPOSAL, session()))
        .isInstanceOf(TransportException.class)
        .hasRootCauseInstanceOf(CertificateException.class);
    assertThat(api.asked).isEmpty();
  }

  @Test
  void nothingBelowTls13IsSpoken() throws Exception {
    SSLContext tls =
        Tls.context(
            TlsIdentity.create(RELAYER, Instant.now(), DAY),
            Set.of(identity(1).key()),
            InstantSource.system());
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", server.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});

      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void aRelayerIsToldNothingOfAttesters() {
    AttesterClient relayer = client(RELAYER);

    assertThatThrownBy(() -> relayer.lastHeard(HASH))
        .hasMessageContaining("403")
        .hasMessageContaining("expected another attester of the roster");
  }

  // What everybody may

  private AttesterClient nobody(int port) {
    return client(Tls.anonymous(Set.of(identity(1).key()), InstantSource.system()), port);
  }

  @Test
  void everybodyMayReadFinishedCheckpoints() {
    api.kept = List.of(new KeptCheckpoint(FINISHED.checkpoint(), HASH, FINISHED.signature()));

    assertThat(nobody(server.port()).checkpoints(LANE, 4)).containsExactly(FINISHED);
    assertThat(api.asked).containsExactly(List.of(LANE, 4L));
  }

  @Test
  void nobodyBringsACheckpointUnderNoName() {
    AttesterClient nobody = nobody(server.port());

    assertThatThrownBy(() -> nobody.finished(FINISHED, List.of())).hasMessageContaining("403");
    assertThat(api.asked).isEmpty();
  }

  @Test
  void whoReadsTooOftenWaits() {
    AttesterServer strict = start(new AttesterServer.Settings("127.0.0.1", 0, 1 << 20, 200, 2));
    AttesterClient nobody = nobody(strict.port());

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                nobody.checkpoints(LANE, 0);
              }
            })
        .hasMessageContaining("429");
    assertThat(rejections).contains(Cause.OVER_QUOTA);
  }

  // What is turned away

  private String raw(String request, byte[] body) throws IOException {
    SSLContext tls =
        Tls.context(
            TlsIdentity.create(RELAYER, Instant.now(), DAY),
            Set.of(identity(1).key()),
            InstantSource.system());
    try (SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
              .formatted(request, body.length);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void bytesThatAreNoRequestAreRefusedWithAReason() throws IOException {
    byte[] wrongCount = Frames.join(List.of(PROPOSAL.encode()));
    byte[] noProposal = Frames.join(List.of(Bytes.fromHex("0x09"), session().encode()));

    assertThat(raw("POST " + AttesterServer.ANSWER, new byte[0])).contains("400", "pieces");
    assertThat(raw("POST " + AttesterServer.ANSWER, new byte[] {1, 2, 3})).contains("400", "piece");
    assertThat(raw("POST " + AttesterServer.ANSWER, wrongCount)).contains("400", "expected 2");
    assertThat(raw("POST " + AttesterServer.ANSWER, noProposal)).contains("400", "kind");
    assertThat(raw("GET /v1/lanes/0x12/holds?from=0&nonce=1", new byte[0])).contains("400");
    assertThat(raw("GET /v1/lanes/%s/holds?from=x&nonce=1".formatted(LANE), new byte[0]))
        .contains("400", "from: found x");
    assertThat(raw("POST /v1/lanes/%s/checkpoints".formatted(LANE), wrongCount))
        .contains("400", "at least 2");
    assertThat(raw("POST /v1/lanes/%s/checkpoints".formatted(HASH), finished()))
        .contains("400", "lane of a finished checkpoint");
    assertThat(rejections).hasSize(8).containsOnly(Cause.UNREADABLE);
    assertThat(api.asked).isEmpty();
  }

  private static byte[] finished() {
    return new FinishedFrames(FINISHED, List.of()).encode();
  }

  /** Else a stranger could fill the metrics with addresses of its own making. */
  @Test
  void anAddressThatIsNoneIsCountedUnderNoName() throws IOException {
    assertThat(raw("GET /v1/anything", new byte[0])).contains("404");
    assertThat(routes).containsExactly("none");
  }

  @Test
  void whatIsTooLargeIsNotRead() throws IOException {
    assertThat(raw("POST " + AttesterServer.ANSWER, new byte[(1 << 20) + 1])).contains("413");
    assertThat(rejections).containsExactly(Cause.OVERSIZED);
  }

  @Test
  void whoAsksTooOftenWaits() {
    AttesterServer strict = start(new AttesterServer.Settings("127.0.0.1", 0, 1 << 20, 2, 1));
    SSLContext tls =
        Tls.context(
            TlsIdentity.create(RELAYER, Instant.now(), DAY),
            Set.of(identity(1).key()),
            InstantSource.system());
    AttesterClient client = client(tls, strict.port());

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                client.answer(PROPOSAL, session());
              }
            })
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("429");
    assertThat(rejections).contains(Cause.OVER_QUOTA);
  }
}

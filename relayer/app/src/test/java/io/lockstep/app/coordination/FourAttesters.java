package io.lockstep.app.coordination;

import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.transport.AttesterServer;
import io.lockstep.app.transport.Callers;
import io.lockstep.app.transport.Tls;
import io.lockstep.app.transport.TlsIdentity;
import io.lockstep.app.transport.TransportListener;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.Fence;
import io.lockstep.attestation.attester.HoldQuota;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.Patience;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/** Four attesters of whom three sign, each behind a real door, over logs in memory. */
final class FourAttesters implements AutoCloseable {
  static final int COUNT = 4;
  static final long LAST = 300;
  static final int HOLD_QUOTA = 2;
  static final Lane LANE = lane();

  static final PanelTiming TIMING =
      new PanelTiming(
          new Patience(
              Duration.ofMillis(500),
              Duration.ofMillis(150),
              Duration.ofMillis(300),
              Duration.ofSeconds(4)),
          Duration.ofMillis(400),
          Duration.ofSeconds(2),
          6,
          List.of(Duration.ofMillis(10), Duration.ofMillis(20)));

  private static final Duration DAY = Duration.ofDays(1);
  private static final LocalCeremony CEREMONY = LocalCeremony.among(COUNT, new SecureRandom());
  private static final List<CertifiedKey> KEYS = CEREMONY.newKey(3, 1);
  private static final IdentitySigner RELAYER = IdentitySigner.generate(new SecureRandom());
  private static final Callers CALLERS = new Callers(CEREMONY.roster(), Map.of(RELAYER.key(), "r"));
  static final QuorumKey KEY =
      new QuorumKey(CEREMONY.roster(), 1, KEYS.getFirst().key().publicKeys());

  private final List<KeptLog> logs = new ArrayList<>();
  private final List<SeatedAttester> attesters = new ArrayList<>();
  private final List<AttesterServer> servers = new ArrayList<>();
  private final List<SigningPanel> panels = new ArrayList<>();

  FourAttesters() {
    for (int place = 1; place <= COUNT; place++) {
      KeptLog log = new KeptLog(LANE, LAST);
      SeatedAttester attester = attester(place, log);
      logs.add(log);
      attesters.add(attester);
      servers.add(
          AttesterServer.start(
              new AttesterServer.Settings("127.0.0.1", 0, 1 << 20, 5_000, 10),
              tls(identity(place), CALLERS.identities()),
              CALLERS,
              attester,
              InstantSource.system(),
              TransportListener.silent()));
    }
  }

  private static Lane lane() {
    return new Lane(gateway(1, "11"), gateway(2, "22"), new Channel(Keccak256.ofText("channel")));
  }

  private static InteroperableAddress gateway(long chain, String digits) {
    return new InteroperableAddress(
        ChainId.of(chain), Address.fromHex("0x" + digits.repeat(Address.LENGTH)));
  }

  private static SeatedAttester attester(int place, KeptLog log) {
    HoldQuota quota = new HoldQuota(HOLD_QUOTA, DAY, InstantSource.system());
    return new SeatedAttester(
        new Attester(
            KEY,
            KEYS.get(place - 1).key(),
            identity(place),
            CALLERS.coordinators(),
            List.of(LANE),
            log,
            quota,
            Fence.OPEN,
            new SecureRandom()),
        Identifier.of(place),
        identity(place));
  }

  private static IdentitySigner identity(int place) {
    return CEREMONY.signers().get(place - 1);
  }

  private static SSLContext tls(IdentitySigner own, Set<IdentityKey> trusted) {
    return Tls.context(
        TlsIdentity.create(own, Instant.now(), DAY), trusted, InstantSource.system());
  }

  SeatedAttester attester(int place) {
    return attesters.get(place - 1);
  }

  KeptLog log(int place) {
    return logs.get(place - 1);
  }

  List<KeptLog> logs() {
    return logs;
  }

  /** Nobody listens there any more. */
  void stop(int place) {
    servers.get(place - 1).close();
  }

  /** A relayer's panel. */
  SigningPanel panel(PanelListener listener) {
    List<Seat> seats =
        IntStream.rangeClosed(1, COUNT).mapToObj(place -> remote(place, RELAYER)).toList();
    return panel(Callers.coordinatorOf("r"), seats, listener);
  }

  /** The panel of an attester that coordinates by itself. */
  SigningPanel panelOf(int own, PanelListener listener) {
    List<Seat> seats =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(place ->
                place == own
                    ? new OwnSeat(Identifier.of(own), attester(own))
                    : remote(place, identity(own)))
            .toList();
    return panel(Callers.coordinatorOf(Identifier.of(own)), seats, listener);
  }

  private Seat remote(int place, IdentitySigner caller) {
    URI address = URI.create("https://127.0.0.1:" + servers.get(place - 1).port());
    return new RemoteSeat(
        Identifier.of(place),
        new AttesterClient(
            address, tls(caller, Set.of(identity(place).key())), Duration.ofSeconds(2)));
  }

  private SigningPanel panel(CoordinatorId coordinator, List<Seat> seats, PanelListener listener) {
    SigningPanel panel =
        new SigningPanel(KEY, coordinator, seats, TIMING, new SteadyClock(), listener);
    panels.add(panel);
    return panel;
  }

  @Override
  public void close() {
    attesters.forEach(SeatedAttester::end);
    panels.forEach(SigningPanel::close);
    servers.forEach(AttesterServer::close);
  }
}

package io.lockstep.app.deliver;

import io.lockstep.app.transport.AttesterApi;
import io.lockstep.app.transport.AttesterServer;
import io.lockstep.app.transport.Callers;
import io.lockstep.app.transport.Tls;
import io.lockstep.app.transport.TlsIdentity;
import io.lockstep.app.transport.TransportListener;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An attester's door behind which nothing is left but what it has to serve. */
final class ServedCheckpoints implements AttesterApi, AutoCloseable {
  private final LocalCeremony panel = LocalCeremony.among(3, new SecureRandom());
  private final List<KeptCheckpoint> served = new ArrayList<>();
  private final AttesterServer server;

  ServedCheckpoints() {
    Callers callers = new Callers(panel.roster(), Map.of());
    this.server =
        AttesterServer.start(
            AttesterServer.Settings.of("127.0.0.1", 0),
            Tls.context(
                TlsIdentity.create(panel.signers().getFirst(), Instant.now(), Duration.ofDays(1)),
                callers.identities(),
                InstantSource.system()),
            callers,
            this,
            InstantSource.system(),
            TransportListener.silent());
  }

  String url() {
    return "https://127.0.0.1:" + server.port();
  }

  /** As a roster is written to a file. */
  String roster() {
    return panel.roster().encode().toString();
  }

  /** Serves these and nothing else, whatever they are worth. */
  void serve(FinishedCheckpoint... checkpoints) {
    served.clear();
    for (FinishedCheckpoint each : checkpoints) {
      served.add(new KeptCheckpoint(each.checkpoint(), Hash32.ZERO, each.signature()));
    }
  }

  void serve(Checkpoint checkpoint, FrostSignature signature) {
    serve(new FinishedCheckpoint(checkpoint, signature));
  }

  @Override
  public List<KeptCheckpoint> checkpoints(LaneId lane, long beyond) {
    return List.copyOf(served);
  }

  @Override
  public void close() {
    server.close();
  }

  private static UnsupportedOperationException nobodyAsks() {
    return new UnsupportedOperationException("nobody asks that here");
  }

  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    throw nobodyAsks();
  }

  @Override
  public Attester.Reply answer(
      CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    throw nobodyAsks();
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    throw nobodyAsks();
  }

  @Override
  public void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    throw nobodyAsks();
  }

  @Override
  public SignedMessage lastHeard(Identifier peer, Hash32 question) {
    throw nobodyAsks();
  }
}

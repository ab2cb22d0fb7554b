package io.lockstep.app.attester.running;

import io.lockstep.app.attester.Quorum;
import io.lockstep.app.transport.AttesterApi;
import io.lockstep.app.transport.AttesterServer;
import io.lockstep.app.transport.Callers;
import io.lockstep.app.transport.OwnTls;
import io.lockstep.app.transport.TransportListener;
import io.lockstep.attestation.attester.Attester;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.CoordinatorId;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.core.domain.KeptCheckpoint;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another attester over a real socket, which answers one question: what it last heard. */
public final class Peer implements AttesterApi, AutoCloseable {
  private final Quorum quorum;
  private final int number;
  private final AttesterServer server;
  private volatile LastHeard heard = new LastHeard(Optional.empty());

  private Peer(Quorum quorum, int number) {
    this.quorum = quorum;
    this.number = number;
    Callers callers = new Callers(quorum.key().roster(), Map.of());
    this.server =
        AttesterServer.start(
            AttesterServer.Settings.of("127.0.0.1", 0),
            new OwnTls(quorum.identity(number), InstantSource.system(), OwnTls.LIFETIME)
                .context(callers.identities()),
            callers,
            this,
            InstantSource.system(),
            TransportListener.silent());
  }

  public static Peer start(Quorum quorum, int number) {
    return new Peer(quorum, number);
  }

  public int port() {
    return server.port();
  }

  /** From now on it says so. */
  public void hears(LastHeard.Share share) {
    heard = new LastHeard(Optional.of(share));
  }

  /** From now on it says that it has heard nothing. */
  public void forgets() {
    heard = new LastHeard(Optional.empty());
  }

  @Override
  public SignedMessage lastHeard(Identifier peer, Hash32 question) {
    return SignedMessage.sign(
        quorum.identity(number),
        Identifier.of(number),
        MessageKind.LAST_HEARD,
        question,
        heard.encode());
  }

  @Override
  public SignedMessage offer(CoordinatorId coordinator, Allotment abandoned) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Attester.Reply answer(
      CoordinatorId coordinator, Proposal proposal, SigningSession session) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> shares) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<KeptCheckpoint> checkpoints(LaneId lane, long beyond) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    server.close();
  }
}

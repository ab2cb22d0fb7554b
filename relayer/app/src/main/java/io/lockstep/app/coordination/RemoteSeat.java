package io.lockstep.app.coordination;

import io.lockstep.app.transport.AttesterClient;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.LaneId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** An attester elsewhere. Its connections are kept, so that a signing begins with no handshake. */
public record RemoteSeat(Identifier identifier, AttesterClient client) implements Seat {
  /**
   * An attester at an address.
   *
   * @param tls shows who asks, and trusts this attester alone
   * @param timeout how long one exchange may take
   */
  public static RemoteSeat at(
      URI address, Identifier identifier, SSLContext tls, Duration timeout) {
    return new RemoteSeat(identifier, new AttesterClient(address, tls, timeout));
  }

  @Override
  public SignedMessage offer(Allotment abandoned) {
    return client.offer(identifier, abandoned);
  }

  @Override
  public Answered answer(Proposal proposal, SigningSession session) {
    AttesterClient.Said said = client.answer(proposal, session);
    return new Answered(said.message(), said.why().flatMap(SpokenRefusal::parse));
  }

  @Override
  public List<SignedMessage> holds(LaneId lane, long from, long nonce) {
    return client.holds(lane, from, nonce);
  }

  @Override
  public void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard) {
    client.finished(checkpoint, heard);
  }

  @Override
  public void close() {
    client.close();
  }
}

package io.lockstep.app.coordination;

import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.transport.Tls;
import io.lockstep.app.transport.TlsIdentity;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.RosterMember;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.LaneId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** An attester elsewhere. Its connections are kept, so that a signing begins with no handshake. */
public record RemoteSeat(Identifier identifier, AttesterClient client) implements Seat {
  /**
   * An attester at the address that the roster names.
   *
   * @param own whom it sees
   * @param timeout how long one exchange may take
   */
  public static RemoteSeat of(
      RosterMember member, TlsIdentity own, Duration timeout, InstantSource clock) {
    URI address = URI.create("https://" + member.address());
    return new RemoteSeat(
        member.identifier(),
        new AttesterClient(address, Tls.context(own, Set.of(member.identity()), clock), timeout));
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

package io.lockstep.app.coordination;

import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.attestation.attester.LastHeard;
import io.lockstep.attestation.attester.Proposal;
import io.lockstep.attestation.attester.Refusal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.LaneId;
import java.util.List;
import java.util.Optional;

/**
 * One attester of a panel, as a coordinator reaches it. Whatever keeps it from answering is a
 * runtime exception, and nothing that it says is believed.
 */
public interface Seat extends AutoCloseable {
  /**
   * What an attester says to a session.
   *
   * @param why it does not sign; not signed itself
   */
  record Answered(SignedMessage message, Optional<Refusal> why) {}

  Identifier identifier();

  SignedMessage offer(Allotment abandoned);

  Answered answer(Proposal proposal, SigningSession session);

  List<SignedMessage> holds(LaneId lane, long from, long nonce);

  void finished(FinishedCheckpoint checkpoint, List<LastHeard.Share> heard);

  @Override
  default void close() {}
}

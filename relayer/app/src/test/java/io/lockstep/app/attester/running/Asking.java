package io.lockstep.app.attester.running;

import io.lockstep.app.attester.Quorum;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.transport.AttesterClient;
import io.lockstep.app.watch.World;
import io.lockstep.attestation.attester.CheckpointProposal;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.signing.Allotment;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneHead;
import java.util.List;

/** Whoever asks attester 1 of a quorum, rightly or wrongly. */
public record Asking(Quorum quorum, AttesterClient client) {
  public static final Identifier ATTESTER = Identifier.of(1);

  /** Of the lane out, as it stands on chain. */
  public static Checkpoint checkpoint(Holds holds) {
    return checkpoint(World.sent(World.out()), holds);
  }

  public static Checkpoint checkpoint(long nonce, Holds holds) {
    Direction direction = World.out();
    LaneHead last = direction.log().headAt(nonce);
    return new Checkpoint(
        direction.lane(),
        Math.min(direction.executed().nonce(), nonce - 1),
        nonce,
        last.head(),
        holds,
        1);
  }

  public static DomainSeparator domain() {
    return World.out().domain();
  }

  public SigningSession session(Hash32 digest) {
    var offer = client.offer(ATTESTER, new Allotment(ATTESTER, List.of()));
    return quorum.session(digest, Quorum.commitment(offer));
  }

  /** In a session of its own. */
  public AttesterClient.Said about(Checkpoint checkpoint) {
    return client.answer(
        new CheckpointProposal(checkpoint, List.of()), session(checkpoint.digest(domain())));
  }

  public Answer read(AttesterClient.Said said) {
    return Answer.decode(ATTESTER, said.message().requireSigned(quorum.key().roster()).body());
  }

  public boolean isSigned(Checkpoint checkpoint) {
    return read(about(checkpoint)) instanceof Answer.Share;
  }
}

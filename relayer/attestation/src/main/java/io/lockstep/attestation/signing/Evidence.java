package io.lockstep.attestation.signing;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;

/**
 * A session, and an answer to it that nobody gives who follows the protocol, under the identity key
 * of the one who gave it. Whoever knows the key can check it, and needs to believe nobody.
 *
 * <p>The offer that the commitment came from is not needed. An honest signer gives a share only
 * over a list in which its own commitment stands, and the answer is signed with the hash of that
 * list: a coordinator that shows a signer another list convicts nobody.
 */
public record Evidence(SigningSession session, SignedMessage answer) {
  public Identifier accused() {
    return answer.sender();
  }

  /**
   * Whether the accused has answered this session with what is no answer, or with a wrong share.
   */
  public boolean proves(QuorumKey key) {
    return session.key().equals(key.hash())
        && answer.kind() == MessageKind.SIGNING_ANSWER
        && answer.scope().equals(session.hash())
        && session.signers().contains(accused())
        && answer.isSigned(key.roster())
        && isWrong(key);
  }

  private boolean isWrong(QuorumKey key) {
    Answer given;
    try {
      given = Answer.decode(accused(), answer.body());
    } catch (AttestationException e) {
      return true;
    }
    return switch (given) {
      case Answer.Share(var share, var _, var _) -> isWrong(key, share);
      // Why it refuses is its own to know.
      case Answer.Refused _ -> false;
    };
  }

  private boolean isWrong(QuorumKey key, SignatureShare share) {
    try {
      return !key.round(session).isRight(share);
    } catch (AttestationException e) {
      // No share of such a session is right or wrong: its list is not one to sign with.
      return false;
    }
  }
}

package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.attestation.signing.Answer;
import io.lockstep.attestation.signing.QuorumKey;
import io.lockstep.attestation.signing.SigningSession;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The answer with the longest ledger that somebody has of an attester, or none.
 *
 * @param share the answer and the session that it belongs to, which names the key
 */
public record LastHeard(Optional<Share> share) {
  /** A share as it was heard. */
  public record Share(SigningSession session, SignedMessage answer) {
    /**
     * How long the ledger of its sender was with it, if it signed just this.
     *
     * @param digest what the session was about
     * @throws AttestationException if it is no share that its sender gave under this key for this
     */
    public long heightOf(QuorumKey key, Hash32 digest) {
      if (!session.key().equals(key.hash()) || !session.digest().equals(digest)) {
        throw new AttestationException(
            INCONSISTENT,
            "session of a share",
            "key %s and digest %s".formatted(session.key(), session.digest()),
            "key %s and digest %s".formatted(key.hash(), digest));
      }
      long height = LastHeard.height(this, key, answer.sender());
      if (height < 1 || !session.signers().contains(answer.sender())) {
        throw new AttestationException(
            INCONSISTENT, "answer of " + answer.sender(), "no share", "a share in this session");
      }
      return height;
    }
  }

  public static LastHeard decode(Bytes body) {
    if (body.length() == 0) {
      return new LastHeard(Optional.empty());
    }
    ByteBuffer in = body.asByteBuffer();
    Require.remaining(in, Integer.BYTES, "what was last heard");
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new AttestationException(
          AttestationException.Code.WRONG_LENGTH,
          "session of what was last heard",
          length + " bytes",
          "at most " + in.remaining());
    }
    int answerAt = Integer.BYTES + length;
    return new LastHeard(
        Optional.of(
            new Share(
                SigningSession.decode(body.slice(Integer.BYTES, length)),
                SignedMessage.decode(body.slice(answerAt, body.length() - answerAt)))));
  }

  /** Nothing, or length of the session (4 bytes) ‖ session ‖ answer. */
  public Bytes encode() {
    return share.map(LastHeard::encode).orElse(Bytes.EMPTY);
  }

  private static Bytes encode(Share share) {
    Bytes session = share.session().encode();
    Bytes answer = share.answer().encode();
    return Bytes.copyOf(
        ByteBuffer.allocate(Integer.BYTES + session.length() + answer.length())
            .putInt(session.length())
            .put(session.asByteBuffer())
            .put(answer.asByteBuffer())
            .array());
  }

  /**
   * How long the attester's ledger was then; 0 if nothing was heard under this key.
   *
   * @throws AttestationException if it is not an answer of that attester
   */
  long height(QuorumKey key, Identifier attester) {
    return share
        .filter(heard -> heard.session().key().equals(key.hash()))
        .map(heard -> height(heard, key, attester))
        .orElse(0L);
  }

  private static long height(Share heard, QuorumKey key, Identifier attester) {
    SignedMessage answer = heard.answer().requireSigned(key.roster());
    if (!answer.sender().equals(attester)
        || answer.kind() != MessageKind.SIGNING_ANSWER
        || !answer.scope().equals(heard.session().hash())) {
      throw new AttestationException(
          INCONSISTENT,
          "what was last heard",
          answer.kind() + " of " + answer.sender(),
          "an answer of " + attester + " to the session beside it");
    }
    return switch (Answer.decode(attester, answer.body())) {
      case Answer.Share share -> share.ledgerHeight();
      case Answer.Refused _ -> 0;
    };
  }
}

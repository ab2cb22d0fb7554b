package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SignatureShare;
import io.lockstep.attestation.group.Scalars;
import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;

/**
 * What a signer says to a session. It comes with commitments, so that the next signing need not ask
 * for any first.
 */
public sealed interface Answer {
  /**
   * A share.
   *
   * @param ledgerHeight how long the signer's record of what it signed is, with this share: whoever
   *     keeps it can tell the signer from an older copy of itself
   * @param fresh what the signer has put in the place of the commitment that it used
   */
  record Share(SignatureShare share, long ledgerHeight, Allotment fresh) implements Answer {
    public Share {
      if (ledgerHeight < 1) {
        throw new AttestationException(OUT_OF_RANGE, "ledger height", ledgerHeight, "at least 1");
      }
      if (!share.identifier().equals(fresh.signer())) {
        throw new AttestationException(
            INCONSISTENT, "sender of a share", share.identifier(), fresh.signer());
      }
    }

    @Override
    public Bytes encode() {
      Bytes z = share.encode().slice(Identifier.LENGTH, Scalars.LENGTH);
      return joined(SHARE, joined(z, heightBytes()), fresh.encode());
    }

    private Bytes heightBytes() {
      return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(ledgerHeight).array());
    }
  }

  /**
   * No share, ever, in this session.
   *
   * @param left everything that the signer holds ready for this coordinator: what it knew before
   *     may be gone
   */
  record Refused(RefusalReason reason, Allotment left) implements Answer {
    @Override
    public Bytes encode() {
      return joined(REFUSED, Bytes.copyOf(new byte[] {reason.code()}), left.encode());
    }
  }

  byte SHARE = 1;
  byte REFUSED = 2;

  /** 1 ‖ z (32 bytes) ‖ ledger height (8) ‖ commitments, or 2 ‖ reason (1 byte) ‖ commitments. */
  Bytes encode();

  /** Reads an answer of this signer. */
  static Answer decode(Identifier signer, Bytes body) {
    Require.remaining(body.asByteBuffer(), 1, "answer");
    byte kind = body.asByteBuffer().get();
    return switch (kind) {
      case SHARE -> share(signer, tail(body, 1, Scalars.LENGTH + Long.BYTES));
      case REFUSED -> refused(signer, tail(body, 1, 1));
      default ->
          throw new AttestationException(
              OUT_OF_RANGE, "kind of answer", kind, SHARE + " to " + REFUSED);
    };
  }

  private static Answer share(Identifier signer, Bytes body) {
    Bytes share = joined(signer.encode(), body.slice(0, Scalars.LENGTH));
    return new Share(
        SignatureShare.decode(share),
        body.slice(Scalars.LENGTH, Long.BYTES).asByteBuffer().getLong(),
        Allotment.decode(signer, tail(body, Scalars.LENGTH + Long.BYTES, 0)));
  }

  private static Answer refused(Identifier signer, Bytes body) {
    return new Refused(
        RefusalReason.of(body.asByteBuffer().get()), Allotment.decode(signer, tail(body, 1, 0)));
  }

  /** What follows, which must have so many bytes at least. */
  private static Bytes tail(Bytes body, int from, int lengthMin) {
    Bytes tail = body.slice(from, body.length() - from);
    Require.remaining(tail.asByteBuffer(), lengthMin, "answer");
    return tail;
  }

  private static Bytes joined(byte kind, Bytes head, Bytes commitments) {
    return joined(Bytes.copyOf(new byte[] {kind}), joined(head, commitments));
  }

  private static Bytes joined(Bytes one, Bytes other) {
    return Bytes.copyOf(
        ByteBuffer.allocate(one.length() + other.length())
            .put(one.asByteBuffer())
            .put(other.asByteBuffer())
            .array());
  }
}

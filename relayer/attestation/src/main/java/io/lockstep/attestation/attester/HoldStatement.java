package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.nio.ByteBuffer;

/**
 * That an attester holds a message. Others park it on this word, within a quota, and the word stays
 * with its author.
 */
public record HoldStatement(LaneId lane, long nonce, Hash32 messageHash) {
  static final int LENGTH = 2 * Hash32.LENGTH + Long.BYTES;
  static final int SIGNED_LENGTH =
      1 + Hash32.LENGTH + Identifier.LENGTH + LENGTH + IdentityKey.SIGNATURE_LENGTH;

  public HoldStatement {
    if (nonce < 1) {
      throw new AttestationException(OUT_OF_RANGE, "held nonce", nonce, "at least 1");
    }
  }

  public static HoldStatement decode(Bytes body) {
    Require.length(body, LENGTH, "statement of a hold");
    ByteBuffer in = body.asByteBuffer();
    return new HoldStatement(new LaneId(Hash32.read(in)), in.getLong(), Hash32.read(in));
  }

  /** Lane (32 bytes) ‖ nonce (8) ‖ message hash (32). */
  public Bytes encode() {
    return Bytes.copyOf(
        ByteBuffer.allocate(LENGTH)
            .put(lane.value().bytes().asByteBuffer())
            .putLong(nonce)
            .put(messageHash.bytes().asByteBuffer())
            .array());
  }
}

package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Decision;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.ProtocolException;
import io.lockstep.protocol.Ruling;
import java.nio.ByteBuffer;

/** To rule on a message that is held at its destination. */
public record RulingProposal(Ruling ruling) implements Proposal {
  private static final int LENGTH = 2 * Hash32.LENGTH + 2 * Long.BYTES + 1;

  @Override
  public LaneId lane() {
    return ruling.lane();
  }

  @Override
  public long keyEpoch() {
    return ruling.keyEpoch();
  }

  /** 2 ‖ lane (32 bytes) ‖ nonce (8) ‖ message hash (32) ‖ decision (1) ‖ key epoch (8). */
  @Override
  public Bytes encode() {
    return Bytes.copyOf(
        ByteBuffer.allocate(1 + LENGTH)
            .put(RULING)
            .put(ruling.lane().value().bytes().asByteBuffer())
            .putLong(ruling.nonce())
            .put(ruling.messageHash().bytes().asByteBuffer())
            .put((byte) ruling.decision().code())
            .putLong(ruling.keyEpoch())
            .array());
  }

  static RulingProposal read(Bytes bytes) {
    Require.length(bytes, LENGTH, "ruling proposal");
    ByteBuffer in = bytes.asByteBuffer();
    try {
      return new RulingProposal(
          new Ruling(
              new LaneId(Hash32.read(in)),
              in.getLong(),
              Hash32.read(in),
              Decision.ofCode(Byte.toUnsignedInt(in.get())),
              in.getLong()));
    } catch (ProtocolException e) {
      throw new AttestationException(
          OUT_OF_RANGE, "ruling proposal", String.valueOf(e.getMessage()), "a ruling");
    }
  }
}

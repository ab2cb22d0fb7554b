package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.WRONG_LENGTH;

import java.nio.ByteBuffer;

/**
 * The payload that tells a sender which of its messages will never be delivered.
 *
 * @param lane the lane that the message had been sent on: the pair of the one that this travels on
 * @param nonce its place there
 * @param payload what it carried
 */
public record Voided(LaneId lane, long nonce, Bytes payload) {
  public static final int PREFIX_LENGTH = Hash32.LENGTH + Long.BYTES;

  public Voided {
    Require.positive(nonce, "nonce of a voided message");
  }

  public static Voided decode(Bytes payload) {
    if (payload.length() < PREFIX_LENGTH) {
      throw new ProtocolException(
          WRONG_LENGTH, "VOIDED payload", payload.length() + " bytes", "at least " + PREFIX_LENGTH);
    }
    ByteBuffer in = payload.asByteBuffer();
    LaneId lane = new LaneId(Hash32.read(in));
    long nonce = in.getLong();
    return new Voided(lane, nonce, payload.slice(PREFIX_LENGTH, in.remaining()));
  }

  public Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(PREFIX_LENGTH + payload.length());
    lane.value().bytes().writeTo(out);
    out.putLong(nonce);
    payload.writeTo(out);
    return Bytes.owning(out.array());
  }
}

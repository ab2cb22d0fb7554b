package io.lockstep.protocol;

/** Who a message is: its place in its lane. Its hash would repeat when two messages are alike. */
public record MessageId(Hash32 value) {
  public static MessageId of(LaneId lane, long nonce) {
    Require.positive(nonce, "nonce");
    return new MessageId(new Keccak256().word(lane.value()).word(nonce).finish());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.UNKNOWN;

import java.nio.ByteBuffer;

/**
 * The payload of a lane's first message: what the gateway that sends it accepts on the way back.
 *
 * @param gasLimitMax the highest gas limit of a message
 * @param payloadBytesMax the longest payload of an application
 * @param voidedGasLimit the gas limit of a VOIDED message
 */
public record Hello(long gasLimitMax, long payloadBytesMax, long voidedGasLimit) {
  public static final int VERSION = 1;
  public static final int LENGTH = 14;

  public Hello {
    Require.uint32(gasLimitMax, "gasLimitMax");
    Require.uint32(payloadBytesMax, "payloadBytesMax");
    Require.uint32(voidedGasLimit, "voidedGasLimit");
  }

  public static Hello decode(Bytes payload) {
    Require.length(payload, LENGTH, "HELLO payload");
    ByteBuffer in = payload.asByteBuffer();
    int version = Short.toUnsignedInt(in.getShort());
    if (version != VERSION) {
      throw new ProtocolException(UNKNOWN, "HELLO version", version, VERSION);
    }
    return new Hello(uint32(in), uint32(in), uint32(in));
  }

  public Bytes encode() {
    return Bytes.owning(
        ByteBuffer.allocate(LENGTH)
            .putShort((short) VERSION)
            .putInt((int) gasLimitMax)
            .putInt((int) payloadBytesMax)
            .putInt((int) voidedGasLimit)
            .array());
  }

  private static long uint32(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt());
  }
}

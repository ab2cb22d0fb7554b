package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.INCONSISTENT;
import static io.lockstep.protocol.ProtocolException.Code.WRONG_LENGTH;

import java.nio.ByteBuffer;

/**
 * One message of a lane; its place there is kept beside it.
 *
 * @param deadline seconds since 1970 in the destination's clock, {@link #NO_DEADLINE} for none
 */
public record Message(Route route, long deadline, Bytes payload) {
  public static final long NO_DEADLINE = 0;
  static final int DEADLINE_LENGTH = Long.BYTES;
  static final Hash32 MESSAGE_TYPE =
      Keccak256.ofText("LockstepMessage(bytes32 routeHash,uint64 deadline,bytes payload)");

  public Message {
    Require.uint64(deadline, "deadline");
    switch (route.kind()) {
      case BATCH, ERC7786 -> {}
      case HELLO -> {
        requireNoDeadline(route.kind(), deadline);
        Hello.decode(payload);
      }
      case VOIDED -> {
        requireNoDeadline(route.kind(), deadline);
        Voided.decode(payload);
      }
    }
  }

  private static void requireNoDeadline(RouteKind kind, long deadline) {
    if (deadline != NO_DEADLINE) {
      throw new ProtocolException(INCONSISTENT, "deadline of a " + kind, deadline, NO_DEADLINE);
    }
  }

  /**
   * A message out of the log of {@code MessageAppended}.
   *
   * @param record {@code deadline ‖ payload}
   */
  public static Message ofRecord(Route route, Bytes record) {
    if (record.length() < DEADLINE_LENGTH) {
      throw new ProtocolException(
          WRONG_LENGTH, "record", record.length() + " bytes", "at least " + DEADLINE_LENGTH);
    }
    Bytes payload = record.slice(DEADLINE_LENGTH, record.length() - DEADLINE_LENGTH);
    return new Message(route, record.asByteBuffer().getLong(), payload);
  }

  public Bytes record() {
    ByteBuffer out = ByteBuffer.allocate(recordLength());
    writeRecordTo(out);
    return Bytes.owning(out.array());
  }

  void writeRecordTo(ByteBuffer out) {
    out.putLong(deadline);
    payload.writeTo(out);
  }

  int recordLength() {
    return DEADLINE_LENGTH + payload.length();
  }

  public Hash32 hash() {
    return hash(route.hash());
  }

  /** The hash for a caller that has hashed the route already, as a run does once for all. */
  public Hash32 hash(Hash32 routeHash) {
    return new Keccak256().add(MESSAGE_TYPE).add(routeHash).add(deadline).add(payload).finish();
  }
}

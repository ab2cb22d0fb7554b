package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.UNKNOWN;

/** What the quorum decides about a message that it had held. */
public enum Decision {
  DELIVER(1),
  VOID(2);

  private final int code;

  Decision(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static Decision ofCode(int code) {
    return switch (code) {
      case 1 -> DELIVER;
      case 2 -> VOID;
      default -> throw new ProtocolException(UNKNOWN, "decision", code, "1 or 2");
    };
  }
}

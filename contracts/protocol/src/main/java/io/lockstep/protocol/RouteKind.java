package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.UNKNOWN;

/** How the destination executes a message. docs/PROTOCOL.md, "Kinds of route", has the table. */
public enum RouteKind {
  /** A whole run at once, by {@code onMessages}. */
  BATCH(1),
  /** One by one, by ERC-7786's {@code receiveMessage}. */
  ERC7786(2),
  /** The first message of a lane, between the gateways. */
  HELLO(3),
  /** The source gateway's word that a message will never be delivered, to the one who sent it. */
  VOIDED(4);

  private final int code;

  RouteKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static RouteKind ofCode(int code) {
    return switch (code) {
      case 1 -> BATCH;
      case 2 -> ERC7786;
      case 3 -> HELLO;
      case 4 -> VOIDED;
      default -> throw new ProtocolException(UNKNOWN, "route kind", code, "1 to 4");
    };
  }
}

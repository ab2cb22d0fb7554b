package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.INCONSISTENT;

/** What the messages of a run share: how, from whom and to whom, with how much gas each. */
public record Route(RouteKind kind, Address sender, Address recipient, long gasLimit) {
  static final Hash32 ROUTE_TYPE =
      Keccak256.ofText(
          "LockstepRoute(uint8 kind,address sender,address recipient,uint64 gasLimit)");

  public Route {
    Require.uint64(gasLimit, "gas limit");
    if (kind == RouteKind.HELLO && gasLimit != 0) {
      throw new ProtocolException(INCONSISTENT, "gas limit of a HELLO", gasLimit, 0);
    }
  }

  public Hash32 hash() {
    return new Keccak256()
        .word(ROUTE_TYPE)
        .word(kind.code())
        .word(sender)
        .word(recipient)
        .word(gasLimit)
        .finish();
  }
}

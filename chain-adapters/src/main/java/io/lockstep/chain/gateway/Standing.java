package io.lockstep.chain.gateway;

/**
 * What a gateway keeps of a message that it passed without delivering it. The order is the
 * contract's.
 */
public enum Standing {
  /** Delivered if the lane has come that far, else not seen yet. */
  NONE,
  PARKED,
  HELD,
  /** Voided, but its sender has not been told yet. */
  VOID_PENDING,
  VOIDED;

  static Standing ofCode(int code) {
    return values()[code];
  }
}

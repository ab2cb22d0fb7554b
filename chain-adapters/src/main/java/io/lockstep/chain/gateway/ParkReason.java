package io.lockstep.chain.gateway;

/** Why a message was parked. The order is the contract's. */
public enum ParkReason {
  FAILED,
  EXPIRED,
  HELD;

  static ParkReason ofCode(int code) {
    return values()[code];
  }
}

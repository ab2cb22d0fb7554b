package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.UNKNOWN;

/** What a collateral message does where it arrives. */
public enum CollateralKind {
  /** Credits margin to an account of the ledger. */
  CREDIT(1),
  /** Mints tokens to an account. */
  MINT(2),
  /** Releases collateral from the vault. */
  RELEASE(3);

  private static final int SETTLE = 4;

  private final int code;

  CollateralKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static CollateralKind ofCode(int code) {
    return switch (code) {
      case 1 -> CREDIT;
      case 2 -> MINT;
      case 3 -> RELEASE;
      case SETTLE ->
          throw new ProtocolException(UNKNOWN, "collateral kind", "4, reserved", "1 to 3");
      default -> throw new ProtocolException(UNKNOWN, "collateral kind", code, "1 to 3");
    };
  }
}

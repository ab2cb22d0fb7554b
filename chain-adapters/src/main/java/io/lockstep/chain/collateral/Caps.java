package io.lockstep.chain.collateral;

import java.math.BigInteger;

/** Caps as {@code Book.sol} keeps them, so that they fit beside the rest. */
public final class Caps {

  /** The most that a cap may be, and with it any amount. */
  public static final BigInteger MAX = BigInteger.TWO.pow(96).subtract(BigInteger.ONE);

  private static final int SIGNIFICANT_BITS = 16;

  private Caps() {}

  /** Rounded down to sixteen significant bits. */
  public static BigInteger asKept(BigInteger cap) {
    int dropped = Math.max(0, cap.bitLength() - SIGNIFICANT_BITS);
    return cap.shiftRight(dropped).shiftLeft(dropped);
  }
}

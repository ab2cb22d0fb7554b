package io.lockstep.chain.collateral;

import java.math.BigInteger;

/** Caps as {@code Book.sol} keeps them, so that they fit beside the rest. */
public final class Caps {

  /** The most that a cap may be, and with it any amount. */
  public static final BigInteger MAX = BigInteger.TWO.pow(96).subtract(BigInteger.ONE);

  private static final BigInteger DIGITS_MAX =
      BigInteger.ONE.shiftLeft(19).subtract(BigInteger.ONE);

  private Caps() {}

  /** Rounded down to so many digits as fit 19 bits, five or six; the others are zero. */
  public static BigInteger asKept(BigInteger cap) {
    BigInteger digits = cap;
    int dropped = 0;
    while (digits.compareTo(DIGITS_MAX) > 0) {
      digits = digits.divide(BigInteger.TEN);
      dropped++;
    }
    return digits.multiply(BigInteger.TEN.pow(dropped));
  }
}

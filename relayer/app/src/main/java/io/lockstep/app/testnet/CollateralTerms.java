package io.lockstep.app.testnet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** The collateral of the test chains: tokens with eighteen decimals, and their caps an hour. */
public final class CollateralTerms {

  public static final BigInteger LOCK_CAP = units(1_000_000);
  public static final BigInteger LEDGER_CAP = units(500_000);
  public static final BigInteger PAYOUT_CAP = units(500_000);

  static final int DECIMALS = 18;
  static final BigInteger HOLDERS_FUNDS = units(10_000_000);
  static final BigInteger UNLIMITED = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private CollateralTerms() {}

  /** So many whole tokens in their own decimals. */
  public static BigInteger units(long tokens) {
    return BigInteger.valueOf(tokens).multiply(BigInteger.TEN.pow(DECIMALS));
  }

  /** With two digits after the point, as a person reads it. */
  public static String text(BigInteger amount, String symbol) {
    return String.format(Locale.ROOT, "%,.2f %s", new BigDecimal(amount, DECIMALS), symbol);
  }
}

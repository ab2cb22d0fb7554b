package io.lockstep.app.bench;

/**
 * The gas of one whole transaction.
 *
 * @param path what the transaction does
 * @param n how many messages it carries
 * @param recipient {@code warm} if what is written for the recipient was written before, {@code
 *     fresh} if not
 */
public record GasRow(String path, int n, String recipient, long gas) {

  static final String WARM = "warm";

  public long perTransfer() {
    return Math.round((double) gas / n);
  }
}

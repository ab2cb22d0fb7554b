package io.lockstep.app.bench;

/**
 * The gas of one whole transaction.
 *
 * @param path what the transaction does
 * @param n how many messages it carries
 * @param recipient {@code warm} if the recipient has written its storage before
 */
public record GasRow(String path, int n, String recipient, long gas) {

  public long perTransfer() {
    return Math.round((double) gas / n);
  }
}

package io.lockstep.chain.deploy.plan;

/** The token that a ledger mints for an asset; its decimals must be the asset's own. */
public record TokenSettings(String name, String symbol, int decimals) {

  private static final int DECIMALS_MAX = 255;

  public TokenSettings {
    if (decimals < 0 || decimals > DECIMALS_MAX) {
      throw new IllegalArgumentException(
          "token %s: found %d decimals, expected 0 to %d"
              .formatted(symbol, decimals, DECIMALS_MAX));
    }
  }

  @Override
  public String toString() {
    return "%s (%s) with %d decimals".formatted(name, symbol, decimals);
  }
}

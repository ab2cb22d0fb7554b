package io.lockstep.app.bench;

import io.lockstep.app.testnet.TwoChains;
import io.lockstep.app.testnet.TwoChains.Extent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what whole transactions cost on Anvil once a lane is in use: every slot that is written
 * has been written before, but where a row says otherwise.
 */
public final class GasBench {

  /** What users pay today, and what the peers were measured on. */
  static final String TODAY = "prague";

  /** The last before EIP-7623, which sets a floor on what a transaction pays for its data. */
  static final String WITHOUT_FLOOR = "cancun";

  private static final Extent WITH_FEE = new Extent(BigInteger.ONE, false);

  private GasBench() {}

  /**
   * All rows: collateral first, then the gateway alone, by contracts that only count. For those the
   * floor decides, not what the gateway does, so their deliveries are measured again without it.
   */
  public static List<GasRow> measure() {
    List<GasRow> rows = new ArrayList<>();
    try (TwoChains chains = TwoChains.start(TODAY, Extent.COLLATERAL)) {
      rows.addAll(new CollateralGas(chains).measure());
    }
    try (TwoChains chains = TwoChains.start(TODAY, WITH_FEE)) {
      rows.addAll(new CollateralGas(chains).measureFee());
    }
    try (TwoChains chains = TwoChains.start(TODAY, Extent.WITH_SAMPLES)) {
      rows.addAll(new GatewayGas(chains, "").measure());
    }
    try (TwoChains chains = TwoChains.start(WITHOUT_FLOOR, Extent.WITH_SAMPLES)) {
      rows.addAll(new GatewayGas(chains, "_without_floor").measureDeliveries());
    }
    return List.copyOf(rows);
  }
}

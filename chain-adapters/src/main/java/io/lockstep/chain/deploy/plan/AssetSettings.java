package io.lockstep.chain.deploy.plan;

import io.lockstep.chain.collateral.Caps;
import io.lockstep.protocol.Address;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An asset that may be locked on one chain and used on the other.
 *
 * @param asset on the chain of the vault; it must be there before the deployment begins
 * @param gasLimit what the ledger may use for one transfer
 * @param byStandard whether its transfers travel through ERC-7786
 * @param lockCap the most that may be locked within an hour
 * @param payoutCap the most that may be paid out within an hour
 * @param ledgerCap the most that may come in at the ledger within an hour
 * @param token what is minted for it; without one, it can be credited only
 */
public record AssetSettings(
    Address asset,
    int gasLimit,
    boolean byStandard,
    BigInteger lockCap,
    BigInteger payoutCap,
    BigInteger ledgerCap,
    Optional<TokenSettings> token) {

  /** The contracts keep gas limits in 24 bits. */
  static final int GAS_LIMIT_MAX = (1 << 24) - 1;

  public AssetSettings {
    requireCap(asset, "lock cap", lockCap);
    requireCap(asset, "payout cap", payoutCap);
    requireCap(asset, "ledger cap", ledgerCap);
    if (gasLimit < 1 || gasLimit > GAS_LIMIT_MAX) {
      throw new IllegalArgumentException(
          "asset %s: found gas limit %d, expected 1 to %d"
              .formatted(asset, gasLimit, GAS_LIMIT_MAX));
    }
  }

  private static void requireCap(Address asset, String name, BigInteger cap) {
    if (cap.signum() < 1 || cap.compareTo(Caps.MAX) > 0) {
      throw new IllegalArgumentException(
          "asset %s: found %s %d, expected 1 to %d".formatted(asset, name, cap, Caps.MAX));
    }
  }
}

package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collateral that is locked on one chain and used on another, over a lane pair between the two.
 *
 * @param releaseGasLimit what the vault may use for one release
 */
public record CollateralSettings(
    Channel channel,
    ChainId vaultChain,
    ChainId ledgerChain,
    int releaseGasLimit,
    List<AssetSettings> assets) {

  public CollateralSettings {
    assets = List.copyOf(assets);
    Set<Address> known = new HashSet<>();
    for (AssetSettings asset : assets) {
      if (!known.add(asset.asset())) {
        throw new IllegalArgumentException(
            "channel %s: asset %s is named twice".formatted(channel, asset.asset()));
      }
    }
    if (releaseGasLimit < 1 || releaseGasLimit > AssetSettings.GAS_LIMIT_MAX) {
      throw new IllegalArgumentException(
          "channel %s: found gas limit %d of releases, expected 1 to %d"
              .formatted(channel, releaseGasLimit, AssetSettings.GAS_LIMIT_MAX));
    }
  }

  boolean travelsOn(LanePairSettings lane) {
    return lane.channel().equals(channel)
        && !vaultChain.equals(ledgerChain)
        && lane.touches(vaultChain)
        && lane.touches(ledgerChain);
  }
}

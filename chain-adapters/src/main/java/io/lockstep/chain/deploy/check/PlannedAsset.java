package io.lockstep.chain.deploy.check;

import io.lockstep.chain.deploy.plan.AssetSettings;
import io.lockstep.chain.deploy.plan.CollateralSettings;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.LaneId;

/** An asset that should be listed on a lane, at both ends of it. */
record PlannedAsset(LaneId lane, CollateralSettings collateral, AssetSettings settings) {

  /** Where an asset may be listed: both contracts keep them by lane. */
  record Place(LaneId lane, Address asset) {
    @Override
    public String toString() {
      return "%s on lane %s".formatted(asset, lane);
    }
  }

  Place place() {
    return new Place(lane, settings.asset());
  }
}

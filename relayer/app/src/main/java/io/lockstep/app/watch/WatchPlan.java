package io.lockstep.app.watch;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.config.LaneConfig;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Lane;

/** A lane of the configuration. */
public record WatchPlan(Lane lane, ChainConfig source, ChainConfig destination) {
  public static WatchPlan of(LaneConfig lane, DaemonConfig config) {
    ChainConfig source = config.chain(lane.source());
    ChainConfig destination = config.chain(lane.destination());
    return new WatchPlan(
        new Lane(gatewayOf(source), gatewayOf(destination), lane.channel()), source, destination);
  }

  private static InteroperableAddress gatewayOf(ChainConfig chain) {
    return new InteroperableAddress(chain.chainId(), chain.requireGateway().address());
  }
}

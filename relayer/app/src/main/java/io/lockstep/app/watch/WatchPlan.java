package io.lockstep.app.watch;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.config.LaneConfig;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Lane;
import java.util.List;

/** A lane of the configuration. */
public record WatchPlan(Lane lane, ChainConfig source, ChainConfig destination) {
  private static final int FIRST_SHOWN = 6;
  private static final int LAST_SHOWN = 4;
  private static final int LABEL_ID_LENGTH = 10;

  public static WatchPlan of(LaneConfig lane, DaemonConfig config) {
    ChainConfig source = config.chain(lane.source());
    ChainConfig destination = config.chain(lane.destination());
    return new WatchPlan(
        new Lane(gatewayOf(source), gatewayOf(destination), lane.channel()), source, destination);
  }

  /** All lanes of the configuration. */
  public static List<WatchPlan> all(DaemonConfig config) {
    return config.lanes().stream().map(lane -> of(lane, config)).toList();
  }

  private static InteroperableAddress gatewayOf(ChainConfig chain) {
    return new InteroperableAddress(chain.chainId(), chain.requireGateway().address());
  }

  /** As machines that watch read it: plain letters only. */
  public String label() {
    return "%s/%s/%s"
        .formatted(
            source.name(), destination.name(), lane.id().toString().substring(0, LABEL_ID_LENGTH));
  }

  /** As a person reads it: which way it goes, and enough of its id to tell it from others. */
  @Override
  public String toString() {
    String id = lane.id().toString();
    return "%s → %s (%s…%s)"
        .formatted(
            source.name(),
            destination.name(),
            id.substring(0, FIRST_SHOWN),
            id.substring(id.length() - LAST_SHOWN));
  }
}

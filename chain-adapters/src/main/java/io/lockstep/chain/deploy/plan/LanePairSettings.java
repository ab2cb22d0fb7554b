package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;

/** Both directions between two chains for one application. */
public record LanePairSettings(Channel channel, LaneEndSettings one, LaneEndSettings other) {

  public LanePairSettings {
    if (one.chain().equals(other.chain())) {
      throw new IllegalArgumentException(
          "channel %s: found chain %s at both ends, expected two chains"
              .formatted(channel, one.chain()));
    }
  }

  public boolean touches(ChainId chain) {
    return one.chain().equals(chain) || other.chain().equals(chain);
  }

  public LaneEndSettings endOn(ChainId chain) {
    return one.chain().equals(chain) ? one : other;
  }

  public LaneEndSettings endAwayFrom(ChainId chain) {
    return one.chain().equals(chain) ? other : one;
  }
}

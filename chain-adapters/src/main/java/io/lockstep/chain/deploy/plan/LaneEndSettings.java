package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hello;
import java.math.BigInteger;
import java.util.List;

/**
 * One end of a lane pair.
 *
 * @param limits what this end accepts from the other
 * @param fee what a message sent from this end costs its sender, in wei
 * @param senders who may send from this end
 */
public record LaneEndSettings(
    ChainId chain, Hello limits, BigInteger fee, List<AllowedSender> senders) {

  public LaneEndSettings {
    senders = List.copyOf(senders);
  }
}

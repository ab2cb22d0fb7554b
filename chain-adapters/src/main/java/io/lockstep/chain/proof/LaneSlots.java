package io.lockstep.chain.proof;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import java.util.List;

/**
 * The slots of a lane's source gateway that tell how far the lane and its return lane have come.
 */
public record LaneSlots(
    Hash32 outboundPosition, Hash32 outboundHead, Hash32 inboundPosition, Hash32 inboundHead) {

  public static LaneSlots of(Lane lane) {
    return new LaneSlots(
        GatewayField.OUTBOUND_NONCE.slotOf(lane.id()),
        GatewayField.OUTBOUND_HEAD.slotOf(lane.id()),
        GatewayField.INBOUND_NONCE.slotOf(lane.paired().id()),
        GatewayField.INBOUND_HEAD.slotOf(lane.paired().id()));
  }

  /** In the order in which they are asked for and kept. */
  public List<Hash32> asList() {
    return List.of(outboundPosition, outboundHead, inboundPosition, inboundHead);
  }
}

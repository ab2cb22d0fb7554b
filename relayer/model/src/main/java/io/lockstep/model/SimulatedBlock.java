package io.lockstep.model;

import io.lockstep.core.domain.BlockId;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.util.List;

/**
 * A block of a {@link SimulatedChain}.
 *
 * @param messages what it appends to the lane
 * @param head where the lane stands after it
 * @param pairedInbound how far the paired lane is executed here after it
 */
public record SimulatedBlock(
    BlockId id, Hash32 parent, List<Message> messages, LaneHead head, LaneHead pairedInbound) {
  public SimulatedBlock {
    messages = List.copyOf(messages);
  }
}

package io.lockstep.core.domain;

import io.lockstep.protocol.LaneHead;

/**
 * How far a lane is final here, for ever.
 *
 * @param block the one at which a quorum called it final; the lane's first block at the beginning
 * @param pairedInbound how far the paired lane had been executed there
 */
public record FinalPosition(LaneHead head, BlockId block, LaneHead pairedInbound) {}

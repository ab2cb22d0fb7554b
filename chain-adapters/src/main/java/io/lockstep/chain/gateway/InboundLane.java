package io.lockstep.chain.gateway;

import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.LaneHead;

/** A gateway as the destination of a lane. */
public record InboundLane(LaneHead head, ChainId sourceChain, boolean paused) {}

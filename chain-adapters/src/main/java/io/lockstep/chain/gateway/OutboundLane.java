package io.lockstep.chain.gateway;

import io.lockstep.protocol.Hello;
import io.lockstep.protocol.LaneHead;
import java.math.BigInteger;

/**
 * A gateway as the source of a lane.
 *
 * @param fee what a sender pays for a message, in wei, unless it is exempt
 * @param peerLimits what the other end accepts, as its HELLO said; zero until it has arrived
 * @param ready the other end's HELLO has arrived: applications may send
 */
public record OutboundLane(
    LaneHead head,
    BigInteger fee,
    Hello peerLimits,
    boolean ready,
    boolean closed,
    boolean paused) {}

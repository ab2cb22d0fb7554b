package io.lockstep.core.domain.delivery;

import io.lockstep.protocol.LaneHead;

/**
 * How far a lane was delivered when it was last confirmed.
 *
 * @param nonce the lesser of the chain's nonce and our own final one
 * @param chain the chain's own pair
 */
public record Delivered(long nonce, LaneHead chain) {}

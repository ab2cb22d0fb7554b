package io.lockstep.chain.collateral;

import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;

/**
 * How ERC-7786 names the lane of a listing whose transfers are sent by that standard.
 *
 * @param chain the lane's destination
 */
public record Standard(ChainId chain, Channel channel) {}

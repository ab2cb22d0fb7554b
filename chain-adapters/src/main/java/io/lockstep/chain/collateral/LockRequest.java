package io.lockstep.chain.collateral;

import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.LaneId;

/**
 * What a holder asks a vault for.
 *
 * @param payload as it shall arrive; its amount is what is asked for, and what arrives at the vault
 *     is what counts
 * @param deadline seconds since 1970 in the destination's clock; 0 for none
 */
public record LockRequest(LaneId lane, CollateralPayload payload, long deadline) {}

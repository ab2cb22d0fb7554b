package io.lockstep.core.domain.delivery;

import io.lockstep.core.domain.BlockId;
import io.lockstep.protocol.LaneHead;

/**
 * How far a lane's destination has executed it, by the proofs of the paired lane.
 *
 * @param newest by the newest proof; a reorg may take it back, and a provider on a branch of its
 *     own may have invented it
 * @param atFinality by the last proof in a final block
 * @param finalBlock that block
 */
public record Executed(LaneHead newest, LaneHead atFinality, BlockId finalBlock) {}

package io.lockstep.core.domain.delivery;

import io.lockstep.core.domain.BlockId;
import io.lockstep.protocol.Hash32;

/**
 * One provider's word that a transaction was mined. It moves no position of a lane.
 *
 * @param gasUsed what it has cost, at {@code gasPriceWei} each
 */
public record Receipt(
    Hash32 transaction, BlockId block, boolean succeeded, long gasUsed, long gasPriceWei) {}

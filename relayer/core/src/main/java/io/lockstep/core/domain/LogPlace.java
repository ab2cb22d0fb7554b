package io.lockstep.core.domain;

import io.lockstep.protocol.Hash32;

/** Where a log stands. */
public record LogPlace(BlockId block, Hash32 transaction, int index) {}

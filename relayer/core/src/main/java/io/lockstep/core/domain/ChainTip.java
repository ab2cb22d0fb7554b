package io.lockstep.core.domain;

import io.lockstep.protocol.Hash32;

/** The newest block that a provider knows, and the one before it. */
public record ChainTip(BlockId block, Hash32 parent) {
  /** Whether the other is this block or the one before it: nothing can have changed below. */
  public boolean standsOn(BlockId other) {
    return block.equals(other)
        || (other.number() == block.number() - 1 && other.hash().equals(parent));
  }
}

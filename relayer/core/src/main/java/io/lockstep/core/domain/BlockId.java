package io.lockstep.core.domain;

import io.lockstep.protocol.Hash32;

/** A block, by its height and by what it is. Two of one height are two branches of a chain. */
public record BlockId(long number, Hash32 hash) {
  public BlockId {
    if (number < 0) {
      throw new IllegalArgumentException("block number: found " + number + ", expected 0 or more");
    }
  }

  @Override
  public String toString() {
    return "block %d (%s…)".formatted(number, hash.toString().substring(0, 10));
  }
}

package io.lockstep.chain.provider.logs;

import java.util.function.LongConsumer;

/**
 * How many blocks a question may span. Few at first, since an answer that is too large costs the
 * provider as much as one that is not; twice as many each time, until it objects for the first
 * time; half whenever it objects, and then slowly more. May be used by one thread at a time.
 */
final class AdaptiveRange {

  private static final long BLOCKS_AT_FIRST = 32;
  private static final int GROWTH_FRACTION = 8;

  private final long blocksMax;
  private final LongConsumer changed;
  private long blocks;
  private boolean objected;

  AdaptiveRange(long blocksMax, LongConsumer changed) {
    this.blocksMax = blocksMax;
    this.changed = changed;
    this.blocks = Math.min(blocksMax, BLOCKS_AT_FIRST);
  }

  long blocks() {
    return blocks;
  }

  /** So many were too many. */
  void shrinkBelow(long asked) {
    objected = true;
    set(Math.max(1, Math.min(blocks, asked) / 2));
  }

  /** So many were not too many. */
  void growBeyond(long asked) {
    if (asked >= blocks) {
      long more = objected ? Math.max(1, blocks / GROWTH_FRACTION) : blocks;
      set(Math.min(blocksMax, blocks + more));
    }
  }

  private void set(long wanted) {
    if (wanted != blocks) {
      blocks = wanted;
      changed.accept(wanted);
    }
  }
}

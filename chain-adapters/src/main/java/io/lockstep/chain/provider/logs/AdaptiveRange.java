package io.lockstep.chain.provider.logs;

import java.util.function.LongConsumer;

/**
 * How many blocks a question may span: half as soon as a provider objects, and slowly more while it
 * does not. May be used by one thread at a time.
 */
final class AdaptiveRange {

  private static final int GROWTH_FRACTION = 8;

  private final long blocksMax;
  private final LongConsumer changed;
  private long blocks;

  AdaptiveRange(long blocksMax, LongConsumer changed) {
    this.blocksMax = blocksMax;
    this.changed = changed;
    this.blocks = blocksMax;
  }

  long blocks() {
    return blocks;
  }

  /** So many were too many. */
  void shrinkBelow(long asked) {
    set(Math.max(1, Math.min(blocks, asked) / 2));
  }

  /** So many were not too many. */
  void growBeyond(long asked) {
    if (asked >= blocks) {
      set(Math.min(blocksMax, blocks + Math.max(1, blocks / GROWTH_FRACTION)));
    }
  }

  private void set(long wanted) {
    if (wanted != blocks) {
      blocks = wanted;
      changed.accept(wanted);
    }
  }
}

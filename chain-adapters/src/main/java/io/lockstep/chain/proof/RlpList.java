package io.lockstep.chain.proof;

import java.util.List;

/** A list of items. */
record RlpList(List<RlpItem> items) implements RlpItem {

  RlpList {
    items = List.copyOf(items);
  }

  static RlpList of(RlpItem... items) {
    return new RlpList(List.of(items));
  }
}

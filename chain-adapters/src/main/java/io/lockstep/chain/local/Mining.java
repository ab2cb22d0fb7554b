package io.lockstep.chain.local;

import java.time.Duration;

/** When a local chain makes a block. */
public sealed interface Mining {

  /** As soon as there is a transaction. */
  record OnTransaction() implements Mining {}

  record Every(Duration interval) implements Mining {
    public Every {
      if (interval.toSeconds() < 1) {
        throw new IllegalArgumentException("blocks come at least a second apart");
      }
    }
  }
}

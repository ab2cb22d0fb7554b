package io.lockstep.chain.provider;

import io.lockstep.core.domain.AppendedLog;
import io.lockstep.core.port.ChainProvider;
import io.lockstep.protocol.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * A broken variant, as it was measured of a command line that is in use: it looks at the newest
 * blocks only, and remembers in memory through which one it has looked.
 */
final class NewestBlocksFollower {

  private static final int BLOCKS = 11;

  private final List<Message> followed;
  private long through;

  /** Begins at the newest block. */
  NewestBlocksFollower(ChainProvider provider, List<Message> followed) {
    this.followed = new ArrayList<>(followed);
    this.through = provider.tip().block().number();
  }

  void poll(ChainProvider provider) {
    long tip = provider.tip().block().number();
    long first = Math.max(through, tip - BLOCKS) + 1;
    if (first <= tip) {
      provider.appended(first, tip).logs().stream()
          .map(AppendedLog::message)
          .forEach(followed::add);
      through = tip;
    }
  }

  List<Message> followed() {
    return List.copyOf(followed);
  }
}

package io.lockstep.app.watch;

import io.lockstep.app.config.ProviderConfig;
import io.lockstep.chain.provider.heads.Heads;
import io.lockstep.chain.provider.heads.HeadsListener;
import io.lockstep.chain.provider.heads.HeadsSettings;
import io.lockstep.chain.provider.heads.PolledHeads;
import io.lockstep.chain.provider.heads.SubscribedHeads;
import io.lockstep.core.stage.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** Wakes the stages of all lanes that begin at a chain when that has a new block. */
final class ChainHeads implements AutoCloseable {
  /** One question a second to each provider tells who is behind, also when no stage has to ask. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private final Set<WakeUp> sleepers = new CopyOnWriteArraySet<>();
  private final List<Heads> heads = new ArrayList<>();

  /** Returns at once. */
  static ChainHeads start(WatchedChain chain, HeadsListener listener) {
    ChainHeads started = new ChainHeads();
    started.heads.add(PolledHeads.start(chain.providers(), POLL_INTERVAL, started::wakeAll));
    for (ProviderConfig provider : chain.config().providers()) {
      provider
          .webSocket()
          .ifPresent(uri ->
              started.heads.add(
                  SubscribedHeads.start(
                      provider.name(), uri, HeadsSettings.USUAL, started::wakeAll, listener)));
    }
    return started;
  }

  void wake(WakeUp sleeper) {
    sleepers.add(sleeper);
  }

  void forget(WakeUp sleeper) {
    sleepers.remove(sleeper);
  }

  private void wakeAll() {
    sleepers.forEach(WakeUp::call);
  }

  @Override
  public void close() {
    heads.forEach(Heads::close);
  }
}

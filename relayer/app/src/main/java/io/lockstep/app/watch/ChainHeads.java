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

/**
 * Wakes the stages of all lanes that begin at a chain when that has a new block, however often that
 * is announced no more than ten times a second: whoever is woken asks every provider.
 */
final class ChainHeads implements AutoCloseable {
  /** One question a second to each provider tells who is behind, also when no stage has to ask. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  private static final Duration WAKE_PAUSE = Duration.ofMillis(100);

  private final Set<WakeUp> sleepers = new CopyOnWriteArraySet<>();
  private final List<Heads> heads = new ArrayList<>();
  private final PacedWake paced =
      PacedWake.start(() -> Thread.sleep(WAKE_PAUSE), () -> sleepers.forEach(WakeUp::call));

  /** Returns at once. */
  static ChainHeads start(WatchedChain chain, HeadsListener listener) {
    ChainHeads started = new ChainHeads();
    started.heads.add(PolledHeads.start(chain.providers(), POLL_INTERVAL, started.paced::call));
    for (ProviderConfig provider : chain.config().providers()) {
      provider
          .webSocket()
          .ifPresent(uri ->
              started.heads.add(
                  SubscribedHeads.start(
                      provider.name(), uri, HeadsSettings.USUAL, started.paced::call, listener)));
    }
    return started;
  }

  void wake(WakeUp sleeper) {
    sleepers.add(sleeper);
  }

  void forget(WakeUp sleeper) {
    sleepers.remove(sleeper);
  }

  @Override
  public void close() {
    heads.forEach(Heads::close);
    paced.close();
  }
}

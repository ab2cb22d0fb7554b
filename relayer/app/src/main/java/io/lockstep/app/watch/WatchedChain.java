package io.lockstep.app.watch;

import io.lockstep.app.config.ChainConfig;
import io.lockstep.app.config.FinalityConfig;
import io.lockstep.app.config.ProviderConfig;
import io.lockstep.chain.provider.ChainProviders;
import io.lockstep.chain.provider.ExpectedChain;
import io.lockstep.chain.provider.FinalityPolicy;
import io.lockstep.chain.provider.ProviderListener;
import io.lockstep.chain.provider.ProviderSet;
import io.lockstep.chain.provider.ProviderSettings;
import io.lockstep.chain.provider.logs.LogLimits;
import io.lockstep.chain.rpc.RequestLimits;
import io.lockstep.chain.rpc.RpcEndpoint;
import io.lockstep.core.policy.ProviderQuorum;
import io.lockstep.core.port.ProviderStore;
import io.lockstep.protocol.Lane;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** A chain of the configuration with its providers, which all lanes that begin there share. */
public final class WatchedChain implements AutoCloseable {
  /** Of a lane's two stages and of the other lanes, so many may wait for one provider. */
  private static final int WAITING_MAX = 256;

  private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

  private final ChainConfig config;
  private final ChainProviders providers;
  private final ProviderQuorum quorum;

  private WatchedChain(ChainConfig config, ChainProviders providers) {
    this.config = config;
    this.providers = providers;
    this.quorum = new ProviderQuorum(config.quorum(), config.providers().size());
  }

  /**
   * Asks nothing yet.
   *
   * @param executor runs the questions to all providers at once: one thread for each, best a
   *     virtual one
   */
  public static WatchedChain of(
      ChainConfig config, ExecutorService executor, ProviderListener listener) {
    return new WatchedChain(
        config,
        ChainProviders.of(
            ChainProviders.Settings.of(
                new ExpectedChain(config.chainId(), config.genesis()), finality(config.finality())),
            config.providers().stream().map(WatchedChain::settings).toList(),
            executor,
            listener));
  }

  private static FinalityPolicy finality(FinalityConfig config) {
    return switch (config) {
      case FinalityConfig.Finalized() -> new FinalityPolicy.Finalized();
      case FinalityConfig.Safe() -> new FinalityPolicy.Safe();
      case FinalityConfig.Depth(int blocks) -> new FinalityPolicy.Depth(blocks);
    };
  }

  private static ProviderSettings settings(ProviderConfig config) {
    ProviderSettings settings =
        ProviderSettings.of(
                config.name(), RpcEndpoint.of(config.url().reveal()).withTimeout(config.timeout()))
            .withLimits(
                new RequestLimits(
                    config.requestsAtOnceMax(),
                    config.requestsPerSecondMax(),
                    WAITING_MAX,
                    BUSY_PAUSE));
    return config.webSocket().map(settings::withWebSocket).orElse(settings);
  }

  public String name() {
    return config.name();
  }

  public ChainConfig config() {
    return config;
  }

  public ChainProviders providers() {
    return providers;
  }

  public ProviderQuorum quorum() {
    return quorum;
  }

  /**
   * The providers as they serve one lane that begins here.
   *
   * @param store where their quarantines outlast a restart
   */
  public ProviderSet providersOf(Lane lane, ProviderStore store) {
    return providers.lane(lane, config.requireGateway().codeHash(), LogLimits.USUAL, store);
  }

  @Override
  public void close() {
    providers.close();
  }
}

package io.lockstep.chain.provider;

import io.lockstep.chain.proof.TrustedGateway;
import io.lockstep.chain.provider.logs.LogLimits;
import io.lockstep.chain.rpc.Ticker;
import io.lockstep.core.domain.Answer;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.policy.FinalBlockCheck;
import io.lockstep.core.port.ProviderStore;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * All configured providers of one chain. Lanes that begin there share them, with their health and
 * their quarantines.
 */
public final class ChainProviders implements AutoCloseable {

  /**
   * What is the same for all providers of a chain.
   *
   * @param answerTimeout how long all of them together may take, when all are asked
   * @param blocksBehindMax who is further behind the newest block than that is read from last
   */
  public record Settings(
      ExpectedChain chain, FinalityPolicy finality, Duration answerTimeout, long blocksBehindMax) {

    public static Settings of(ExpectedChain chain, FinalityPolicy finality) {
      return new Settings(chain, finality, Duration.ofSeconds(5), 5);
    }

    public Settings withAnswerTimeout(Duration timeout) {
      return new Settings(chain, finality, timeout, blocksBehindMax);
    }

    public Settings withBlocksBehindMax(long blocks) {
      return new Settings(chain, finality, answerTimeout, blocks);
    }
  }

  private final Settings settings;
  private final List<Provider> providers;
  private final AskAll askAll;
  private final ProviderListener listener;

  /** Held from the look at what is kept to what follows from it, so that no lie falls between. */
  private final Object quarantines = new Object();

  private volatile List<Answer<BlockId>> newest = List.of();

  private ChainProviders(
      Settings settings, List<Provider> providers, AskAll askAll, ProviderListener listener) {
    this.settings = settings;
    this.providers = List.copyOf(providers);
    this.askAll = askAll;
    this.listener = listener;
  }

  /**
   * Asks nothing yet.
   *
   * @param executor runs the questions to all providers at once: one thread for each, best a
   *     virtual one
   */
  public static ChainProviders of(
      Settings settings,
      List<ProviderSettings> configured,
      ExecutorService executor,
      ProviderListener listener) {
    requireDistinctNames(configured);
    Ticker ticker = Ticker.system();
    List<Provider> providers =
        configured.stream()
            .map(one -> new Provider(one, settings.chain(), ticker, listener))
            .toList();
    return new ChainProviders(
        settings, providers, new AskAll(executor, settings.answerTimeout()), listener);
  }

  private static void requireDistinctNames(List<ProviderSettings> configured) {
    List<String> names = configured.stream().map(ProviderSettings::name).toList();
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "names of providers: found %s, expected at least one and none twice".formatted(names));
    }
  }

  /**
   * The source chain of one lane that begins at this chain.
   *
   * @param codeHash of the lane's source gateway, as its proofs must show it
   * @param store where quarantines outlast a restart; who is quarantined for one lane is not asked
   *     for any other either
   */
  public ProviderSet lane(Lane lane, Hash32 codeHash, LogLimits limits, ProviderStore store) {
    TrustedGateway gateway = new TrustedGateway(lane.source(), codeHash);
    List<LaneReader> readers =
        providers.stream().map(provider -> LaneReader.of(provider, lane, gateway, limits)).toList();
    followQuarantines(store);
    return new ProviderSet(this, readers, store, listener);
  }

  public List<Provider> all() {
    return providers;
  }

  public Map<String, Health> health() {
    Map<String, Health> health = new LinkedHashMap<>();
    providers.forEach(provider -> health.put(provider.name(), provider.health()));
    return health;
  }

  /** The height that each provider calls final. One entry for each. */
  public List<Answer<Long>> finalHeights() {
    return askAll.ask(
        providers,
        Operation.FINALITY,
        provider ->
            provider.during(Operation.FINALITY, () -> settings.finality().finalHeight(provider)));
  }

  /** The block of that height by each provider. One entry for each. */
  public List<Answer<BlockId>> blocksAt(long number) {
    return askAll.ask(
        providers,
        Operation.BLOCK,
        provider ->
            provider.blockAt(number).orElseThrow(() -> provider.unknown("block " + number)));
  }

  /**
   * Asks all for their newest block, and notes who is behind what most of them have reached, and
   * who claims to be far beyond it. Nothing depends on it but who is read from. A height that only
   * a few claim must not make the others look behind, or whoever claims most would always be read
   * from.
   */
  public List<Answer<BlockId>> survey() {
    List<Answer<BlockId>> tips =
        askAll.ask(providers, Operation.TIP, provider -> provider.tip().block());
    long reached = reachedByMost(tips);
    for (int i = 0; i < tips.size(); i++) {
      if (tips.get(i) instanceof Answer.Given<BlockId>(String _, BlockId tip)) {
        note(providers.get(i), tip.number(), reached);
      }
    }
    newest = tips;
    return tips;
  }

  /** What the last survey found; nothing before the first. */
  public List<Answer<BlockId>> newestBlocks() {
    return newest;
  }

  /**
   * The height in the middle, where those that do not answer have reached none: fewer than half of
   * the configured cannot raise it above what an honest one says. Of two, it is the higher.
   */
  private static long reachedByMost(List<Answer<BlockId>> tips) {
    List<Long> heights =
        tips.stream().map(ChainProviders::height).sorted(Comparator.reverseOrder()).toList();
    return heights.get((heights.size() - 1) / 2);
  }

  private static long height(Answer<BlockId> tip) {
    return switch (tip) {
      case Answer.Given<BlockId>(String _, BlockId block) -> block.number();
      case Answer.Missing<BlockId> _ -> 0;
    };
  }

  private void note(Provider provider, long height, long reached) {
    if (reached - height > settings.blocksBehindMax()) {
      provider.behind(height, reached);
    } else if (reached > 0 && height - reached > FinalBlockCheck.BLOCKS_AHEAD_MAX) {
      provider.doubted(
          "it claims block %d, and most providers have come to %d".formatted(height, reached));
    } else {
      provider.caughtUp();
    }
  }

  /**
   * Quarantines whom the store names and nobody else: what another process found out counts here
   * too, and so does an operator's decision.
   */
  public void followQuarantines(ProviderStore store) {
    synchronized (quarantines) {
      Set<String> open = store.quarantined();
      for (Provider provider : providers) {
        if (open.contains(provider.name())) {
          provider.quarantined("by what it was proven to have said; see its incident");
        } else {
          provider.released();
        }
      }
    }
  }

  void quarantine(DisprovedAnswer proof, ProviderStore store) {
    synchronized (quarantines) {
      store.quarantine(proof);
      providers.stream()
          .filter(provider -> provider.name().equals(proof.provider()))
          .forEach(provider -> provider.quarantined(proof.toString()));
    }
  }

  @Override
  public void close() {
    providers.forEach(Provider::close);
  }
}

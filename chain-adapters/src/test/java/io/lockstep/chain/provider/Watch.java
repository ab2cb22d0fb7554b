package io.lockstep.chain.provider;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.provider.logs.LogLimits;
import io.lockstep.chain.rpc.RpcEndpoint;
import io.lockstep.core.domain.Sighting;
import io.lockstep.core.policy.FinalBlockCheck;
import io.lockstep.core.policy.ProviderQuorum;
import io.lockstep.core.port.SourceChain;
import io.lockstep.core.stage.FinalizeLane;
import io.lockstep.core.stage.ObserveLane;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.Step;
import io.lockstep.model.InMemoryLaneStore;
import io.lockstep.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The two stages of a lane over real sockets, with a store that ends with the test. */
final class Watch implements AutoCloseable {

  private static final int STEPS_MAX = 1_000;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final InMemoryProviderStore quarantines;
  private final ChainProviders providers;
  private final ProviderSet source;
  private final InMemoryLaneStore store;
  private final ObserveLane observe;
  private final FinalizeLane finalizing;
  private final List<String> failures = new ArrayList<>();

  private Watch(Plan plan) {
    this.quarantines = plan.quarantines;
    this.providers =
        ChainProviders.of(
            ChainProviders.Settings.of(plan.lane.expectedChain(), plan.finality)
                .withAnswerTimeout(plan.answerTimeout)
                .withBlocksBehindMax(plan.blocksBehindMax),
            plan.settings,
            executor,
            plan.listener);
    this.source = providers.lane(plan.lane.lane(), plan.lane.codeHash(), plan.limits, quarantines);
    this.store = plan.store == null ? new InMemoryLaneStore(plan.lane.start()) : plan.store;
    int configured = plan.settings.size();
    ProviderQuorum quorum =
        new ProviderQuorum(plan.quorum == 0 ? configured : plan.quorum, configured);
    SourceChain seen = plan.seenThrough.apply(source);
    this.observe =
        new ObserveLane(store, seen, new FinalBlockCheck(seen, quorum), plan.blocksPerStepMax);
    this.finalizing = new FinalizeLane(store, seen, quorum);
  }

  /** What is usual, and can be changed before the watch begins. */
  static final class Plan {
    private final SourceLane lane;
    private final List<ProviderSettings> settings = new ArrayList<>();
    private FinalityPolicy finality = new FinalityPolicy.Depth(2);
    private Duration answerTimeout = Duration.ofSeconds(20);
    private LogLimits limits = LogLimits.USUAL;
    private InMemoryProviderStore quarantines = new InMemoryProviderStore();
    private ProviderListener listener = ProviderListener.silent();
    private long blocksPerStepMax = 2_000;
    private int quorum;
    private long blocksBehindMax = 5;
    private UnaryOperator<SourceChain> seenThrough = UnaryOperator.identity();
    private @Nullable InMemoryLaneStore store;

    private Plan(SourceLane lane) {
      this.lane = lane;
    }

    Plan provider(RpcEndpoint endpoint) {
      return provider(ProviderSettings.of("provider-" + (char) ('a' + settings.size()), endpoint));
    }

    Plan provider(ProviderSettings one) {
      settings.add(one);
      return this;
    }

    Plan finality(FinalityPolicy wanted) {
      finality = wanted;
      return this;
    }

    Plan answerTimeout(Duration wanted) {
      answerTimeout = wanted;
      return this;
    }

    Plan limits(LogLimits wanted) {
      limits = wanted;
      return this;
    }

    Plan blocksPerStepMax(long wanted) {
      blocksPerStepMax = wanted;
      return this;
    }

    Plan quarantines(InMemoryProviderStore wanted) {
      quarantines = wanted;
      return this;
    }

    Plan listener(ProviderListener wanted) {
      listener = wanted;
      return this;
    }

    /** One that has outlasted another watch. */
    Plan store(InMemoryLaneStore wanted) {
      store = wanted;
      return this;
    }

    /** What is between the stages and the providers, such as a broken variant of a check. */
    Plan seenThrough(UnaryOperator<SourceChain> wanted) {
      seenThrough = wanted;
      return this;
    }

    Plan blocksBehindMax(long wanted) {
      blocksBehindMax = wanted;
      return this;
    }

    /** All of them, if nothing else is said. */
    Plan quorum(int wanted) {
      quorum = wanted;
      return this;
    }

    Watch begin() {
      return new Watch(this);
    }
  }

  static Plan of(SourceLane lane) {
    return new Plan(lane);
  }

  ChainProviders providers() {
    return providers;
  }

  ProviderSet source() {
    return source;
  }

  InMemoryLaneStore store() {
    return store;
  }

  InMemoryProviderStore quarantines() {
    return quarantines;
  }

  Health health(int index) {
    return providers.all().get(index).health();
  }

  /** What stood in the way so far. */
  List<String> failures() {
    return failures;
  }

  Step observe() {
    return rest(observe);
  }

  Step finalizing() {
    return rest(finalizing);
  }

  /** Both stages as their loop drives them, for so many rounds. */
  Watch settle(int rounds) {
    for (int i = 0; i < rounds; i++) {
      attempt(observe);
      attempt(finalizing);
    }
    return this;
  }

  /** Observes until something is proven, which takes a turn to each provider at worst. */
  void observeUntilProven() {
    for (int i = 0; i <= providers.all().size() && store.proofs().isEmpty(); i++) {
      attempt(observe);
    }
  }

  Watch settle() {
    return settle(2);
  }

  private void attempt(Stage stage) {
    try {
      rest(stage);
    } catch (ChainException e) {
      failures.add(e.getMessage());
    }
  }

  private static Step rest(Stage stage) {
    for (int i = 0; i < STEPS_MAX; i++) {
      Step step = stage.step();
      if (!(step instanceof Step.Moved)) {
        return step;
      }
    }
    throw new IllegalStateException(stage.name() + " never rests");
  }

  List<Message> finalMessages() {
    return store.log().stream().map(Sighting::message).toList();
  }

  @Override
  public void close() {
    providers.close();
    executor.shutdownNow();
  }
}

package io.lockstep.model;

import io.lockstep.core.policy.FinalBlockCheck;
import io.lockstep.core.policy.ProviderQuorum;
import io.lockstep.core.stage.FinalizeLane;
import io.lockstep.core.stage.ObserveLane;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.Step;
import io.lockstep.protocol.LaneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The real stages of one lane over a simulated chain. */
public final class WatchedLane {
  public static final LaneId LANE = LaneId.fromHex("0x" + "1a".repeat(32));

  private static final long BLOCKS_PER_STEP_MAX = 16;

  /** Far more steps than any scene needs; a loop that never rests is a fault. */
  private static final int STEPS_MAX = 10_000;

  private final SimulatedChain chain = new SimulatedChain(LANE);
  private final List<SimulatedProvider> providers = new ArrayList<>();
  private final SimulatedSourceChain source;
  private final InMemoryLaneStore store = new InMemoryLaneStore(chain.start());
  private final ProviderQuorum quorum;

  public WatchedLane(int quorum, int configured) {
    IntStream.range(0, configured)
        .forEach(i -> providers.add(new SimulatedProvider("provider-" + (char) ('a' + i), chain)));
    this.source = new SimulatedSourceChain(providers);
    this.quorum = new ProviderQuorum(quorum, configured);
  }

  public SimulatedChain chain() {
    return chain;
  }

  public SimulatedProvider provider(int index) {
    return providers.get(index);
  }

  public List<SimulatedProvider> providers() {
    return List.copyOf(providers);
  }

  public SimulatedSourceChain source() {
    return source;
  }

  public InMemoryLaneStore store() {
    return store;
  }

  /** New stages each time, as after a restart: they keep nothing. */
  public ObserveLane observe() {
    return new ObserveLane(store, source, new FinalBlockCheck(source, quorum), BLOCKS_PER_STEP_MAX);
  }

  public FinalizeLane finalizing() {
    return new FinalizeLane(store, source, quorum);
  }

  /** Steps until the stage rests, and how it rests. */
  public static Step rest(Stage stage) {
    for (int i = 0; i < STEPS_MAX; i++) {
      Step step = stage.step();
      if (!(step instanceof Step.Moved)) {
        return step;
      }
    }
    throw new IllegalStateException(stage.name() + " never rests");
  }

  /** Both stages, until several rounds have changed nothing. */
  public void settle() {
    for (int i = 0; i < 3 * providers.size(); i++) {
      tryToRest(observe());
      tryToRest(finalizing());
    }
  }

  private void tryToRest(Stage stage) {
    try {
      rest(stage);
    } catch (SimulatedFailure e) {
      source.turnFromCurrent(String.valueOf(e.getMessage()));
    }
  }
}

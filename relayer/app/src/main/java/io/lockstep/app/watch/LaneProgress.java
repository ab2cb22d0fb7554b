package io.lockstep.app.watch;

import io.lockstep.app.watch.LaneState.Beginning;
import io.lockstep.app.watch.LaneState.Broken;
import io.lockstep.app.watch.LaneState.Following;
import io.lockstep.app.watch.LaneState.Halted;
import io.lockstep.app.watch.LaneState.StandingBy;
import io.lockstep.app.watch.LaneState.Waiting;
import io.lockstep.core.Failure;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.StageListener;
import io.lockstep.core.stage.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known in this process of how a lane does. May be used by many threads at once. */
final class LaneProgress implements StageListener {
  private static final Logger LOG = LoggerFactory.getLogger(LaneProgress.class);

  /** What is over sooner is the usual life of a chain, and no news. */
  private static final long NEWS_AFTER_NANOS = Duration.ofSeconds(2).toNanos();

  private final String lane;
  private final LongSupplier nanoTime;
  private final Map<String, LaneState> stages = new TreeMap<>();
  private final Map<String, Long> blockedSince = new TreeMap<>();
  private LaneState own = new Beginning("it has not been looked at yet");
  private @Nullable Broken broken;

  LaneProgress(String lane, LongSupplier nanoTime) {
    this.lane = lane;
    this.nanoTime = nanoTime;
  }

  // What the follower does

  synchronized void beginning(String why) {
    leave(new Beginning(why));
  }

  synchronized void standingBy(String why) {
    leave(new StandingBy(why));
  }

  synchronized void waiting(String why) {
    leave(new Waiting(why));
  }

  private void leave(LaneState state) {
    own = state;
    stages.clear();
    blockedSince.clear();
  }

  /** From now on the stages tell. */
  synchronized void following() {
    leave(new Following(""));
  }

  synchronized void broken(String what, Throwable cause) {
    LOG.error("{}: {} has stopped", lane, what, cause);
    broken = new Broken("%s has stopped: %s".formatted(what, cause));
  }

  // What the stages do

  @Override
  public synchronized void stepped(Stage stage, Step step) {
    LOG.debug("{}: {}: {}", lane, stage.name(), step);
    switch (step) {
      case Step.Moved _ -> free(stage, "");
      case Step.Idle(String why) -> free(stage, why);
      case Step.Blocked(String why) -> blocked(stage, why);
      case Step.Halted(String why) -> stages.put(stage.name(), new Halted(why));
    }
  }

  private void free(Stage stage, String why) {
    blockedSince.remove(stage.name());
    stages.put(stage.name(), new Following(why));
  }

  private void blocked(Stage stage, String why) {
    blockedSince.putIfAbsent(stage.name(), nanoTime.getAsLong());
    stages.put(stage.name(), new Waiting(why));
  }

  @Override
  public synchronized void failed(Stage stage, Failure failure) {
    LOG.debug("{}: {} failed", lane, stage.name(), failure);
    blocked(stage, String.valueOf(failure.getMessage()));
  }

  @Override
  public void broken(Stage stage, RuntimeException cause) {
    broken(stage.name(), cause);
  }

  // What a person sees

  synchronized boolean isBroken() {
    return broken != null;
  }

  /** The gravest of what the stages tell. */
  synchronized LaneState state() {
    if (broken != null) {
      return broken;
    }
    return stages.entrySet().stream()
        .filter(stage -> !(stage.getValue() instanceof Waiting) || isNews(stage.getKey()))
        .map(Map.Entry::getValue)
        .max(
            Comparator.comparingInt(LaneProgress::gravity)
                .thenComparingInt(state -> state.why().length()))
        .orElse(own);
  }

  private boolean isNews(String stage) {
    Long since = blockedSince.get(stage);
    return since != null && nanoTime.getAsLong() - since >= NEWS_AFTER_NANOS;
  }

  private static int gravity(LaneState state) {
    return switch (state) {
      case Following _ -> 0;
      case Beginning _, StandingBy _ -> 1;
      case Waiting _ -> 2;
      case Halted _ -> 3;
      case Broken _ -> 4;
    };
  }
}

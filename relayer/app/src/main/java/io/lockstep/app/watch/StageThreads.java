package io.lockstep.app.watch;

import io.lockstep.core.stage.Bell;
import io.lockstep.core.stage.Pace;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.StageListener;
import io.lockstep.core.stage.StageLoop;
import io.lockstep.core.stage.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The loops of one lane's stages, each on a thread of its own. */
final class StageThreads {
  /** Longer than any step takes whose providers and database answer or are given up. */
  private static final Duration STEP_MAX = Duration.ofSeconds(20);

  private record Running(StageLoop loop, Thread thread, WakeUp bell) {}

  private final ChainHeads heads;
  private final List<Running> running = new ArrayList<>();

  private StageThreads(ChainHeads heads) {
    this.heads = heads;
  }

  /**
   * Returns at once.
   *
   * @param alarm called when the lease turned out to be another's, and when a loop has ended
   * @param telemetry what listens before the news is passed on
   */
  static StageThreads start(
      String lane,
      LaneStages stages,
      ChainHeads heads,
      LaneProgress progress,
      Alarm alarm,
      UnaryOperator<StageListener> telemetry) {
    StageThreads threads = new StageThreads(heads);
    WakeUp follower = new Bell();
    for (Stage stage : stages.inOrder().reversed()) {
      Bell bell = new Bell();
      StageListener news = telemetry.apply(new StageNews(progress, follower, alarm));
      threads.add(lane, stage, bell, news, progress, alarm);
      if (!stages.further().contains(stage)) {
        heads.wake(bell);
      }
      follower = bell;
    }
    return threads;
  }

  private void add(
      String lane,
      Stage stage,
      Bell bell,
      StageListener listener,
      LaneProgress progress,
      Alarm alarm) {
    StageLoop loop = new StageLoop(stage, Pace.STANDARD, bell, listener);
    Thread thread =
        Thread.ofVirtual()
            .name("%s of %s".formatted(stage.name(), lane))
            .start(() -> run(loop, stage, progress, alarm));
    running.add(new Running(loop, thread, bell));
  }

  private static void run(StageLoop loop, Stage stage, LaneProgress progress, Alarm alarm) {
    try {
      loop.run();
    } catch (Error e) {
      // Nobody else would hear of it, and the lease would be renewed for a stage that is gone.
      progress.broken(stage.name(), e);
    } finally {
      alarm.ended();
    }
  }

  /** Whether all of them ended, each after the step it was at. */
  boolean stop() throws InterruptedException {
    for (Running one : running) {
      heads.forget(one.bell());
      one.loop().stop();
    }
    long deadline = System.nanoTime() + STEP_MAX.toNanos();
    boolean ended = true;
    for (Running one : running) {
      ended &= one.thread().join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
    running.forEach(one -> one.thread().interrupt());
    return ended;
  }
}

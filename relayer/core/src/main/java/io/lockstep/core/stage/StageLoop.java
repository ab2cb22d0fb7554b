package io.lockstep.core.stage;

import io.lockstep.core.Failure;
import java.time.Duration;

/**
 * Takes one stage's steps, one after the other. This is the one place where an error of a stage is
 * handled: a failure of the world is tried again, more and more slowly; a broken invariant stops
 * the stage at once.
 */
public final class StageLoop implements Runnable {
  private final Stage stage;
  private final Pace pace;
  private final WakeUp wakeUp;
  private final StageListener listener;
  private volatile boolean stopping;
  private int blockedInARow;

  public StageLoop(Stage stage, Pace pace, WakeUp wakeUp, StageListener listener) {
    this.stage = stage;
    this.pace = pace;
    this.wakeUp = wakeUp;
    this.listener = listener;
  }

  /** Ends the loop after the step that it is at. */
  public void stop() {
    stopping = true;
    wakeUp.call();
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        Duration rest = restAfterStep();
        if (rest.isPositive() && !stopping) {
          wakeUp.await(rest);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      listener.broken(stage, e);
    }
  }

  private Duration restAfterStep() {
    try {
      Step step = stage.step();
      listener.stepped(stage, step);
      return rest(step);
    } catch (Failure failure) {
      listener.failed(stage, failure);
      return blocked();
    }
  }

  private Duration rest(Step step) {
    return switch (step) {
      case Step.Moved _ -> {
        blockedInARow = 0;
        yield Duration.ZERO;
      }
      case Step.Idle _ -> {
        blockedInARow = 0;
        yield pace.idle();
      }
      case Step.Blocked _ -> blocked();
      case Step.Halted _ -> pace.blockedMax();
    };
  }

  private Duration blocked() {
    blockedInARow++;
    return pace.blocked(blockedInARow);
  }
}

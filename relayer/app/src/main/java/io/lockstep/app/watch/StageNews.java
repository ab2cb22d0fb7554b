package io.lockstep.app.watch;

import io.lockstep.core.Failure;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.StageListener;
import io.lockstep.core.stage.Step;
import io.lockstep.core.stage.WakeUp;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;

/**
 * Passes on what a stage of a lane tells, and wakes who has to do with it.
 *
 * @param follower the stage that goes on where this one has moved to
 */
record StageNews(LaneProgress progress, WakeUp follower, Alarm alarm) implements StageListener {
  @Override
  public void stepped(Stage stage, Step step) {
    progress.stepped(stage, step);
    if (step instanceof Step.Moved) {
      follower.call();
    }
  }

  @Override
  public void failed(Stage stage, Failure failure) {
    progress.failed(stage, failure);
    if (failure instanceof StorageException storage && storage.code() == Code.STALE_LEASE) {
      alarm.leaseIsStale();
    }
  }

  @Override
  public void broken(Stage stage, RuntimeException cause) {
    progress.broken(stage, cause);
  }
}

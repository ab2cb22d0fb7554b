package io.lockstep.app.watch;

import io.lockstep.core.Failure;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.StageListener;
import io.lockstep.core.stage.Step;
import io.lockstep.core.stage.WakeUp;
import io.lockstep.persistence.StorageException;
import io.lockstep.persistence.StorageException.Code;

/** Passes on what the stages of a lane tell, and wakes who has to do with it. */
record StageNews(LaneProgress progress, String observing, WakeUp finalizing, Alarm alarm)
    implements StageListener {
  @Override
  public void stepped(Stage stage, Step step) {
    progress.stepped(stage, step);
    if (step instanceof Step.Moved && stage.name().equals(observing)) {
      finalizing.call();
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

package io.lockstep.core.stage;

import io.lockstep.core.Failure;

/** Hears what becomes of a stage's steps: the log, the metrics, the health of the process. */
public interface StageListener {
  void stepped(Stage stage, Step step);

  /** The world was in the way; the step is tried again. */
  void failed(Stage stage, Failure failure);

  /** What must not be is so. The stage has stopped, and somebody must look. */
  void broken(Stage stage, RuntimeException cause);
}

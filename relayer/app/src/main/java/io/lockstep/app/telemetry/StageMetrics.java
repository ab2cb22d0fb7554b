package io.lockstep.app.telemetry;

import io.lockstep.core.Failure;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.StageListener;
import io.lockstep.core.stage.Step;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what becomes of the steps of one lane. */
final class StageMetrics implements StageListener {
  private final MeterRegistry registry;
  private final String lane;
  private final StageListener next;

  StageMetrics(MeterRegistry registry, String lane, StageListener next) {
    this.registry = registry;
    this.lane = lane;
    this.next = next;
  }

  private void count(Stage stage, String outcome) {
    registry
        .counter("lockstep.stage.steps", "lane", lane, "stage", stage.name(), "outcome", outcome)
        .increment();
  }

  @Override
  public void stepped(Stage stage, Step step) {
    count(stage, step.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    next.stepped(stage, step);
  }

  @Override
  public void failed(Stage stage, Failure failure) {
    count(stage, "failed");
    next.failed(stage, failure);
  }

  @Override
  public void broken(Stage stage, RuntimeException cause) {
    count(stage, "broken");
    next.broken(stage, cause);
  }
}

package io.lockstep.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneProgressTest {
  private static final Stage OBSERVE = stage("ObserveLane");
  private static final Stage FINALIZE = stage("FinalizeLane");

  private long now = 1;
  private final LaneProgress progress = new LaneProgress("a → b", () -> now);

  private static Stage stage(String name) {
    return new Stage() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Step step() {
        return new Step.Idle("");
      }
    };
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }

  @Test
  void whatIsSoonOverIsNoNews() {
    progress.following();
    progress.stepped(OBSERVE, new Step.Blocked("alpha is behind"));
    assertThat(progress.state()).isEqualTo(new LaneState.Following(""));

    pass(Duration.ofSeconds(1));
    progress.stepped(OBSERVE, new Step.Blocked("alpha is behind"));
    pass(Duration.ofSeconds(1));
    assertThat(progress.state()).isEqualTo(new LaneState.Waiting("alpha is behind"));

    progress.stepped(OBSERVE, new Step.Moved("on"));
    assertThat(progress.state()).isEqualTo(new LaneState.Following(""));
  }

  @Test
  void theGravestCounts() {
    progress.following();
    progress.stepped(OBSERVE, new Step.Idle("nothing after block 7"));
    progress.stepped(FINALIZE, new Step.Halted("a final block is gone"));

    assertThat(progress.state()).isEqualTo(new LaneState.Halted("a final block is gone"));
  }

  @Test
  void whatStagesToldIsOverWithTheirLease() {
    progress.following();
    progress.stepped(OBSERVE, new Step.Halted("halted"));
    progress.standingBy("other holds the lease");

    assertThat(progress.state()).isEqualTo(new LaneState.StandingBy("other holds the lease"));
  }

  @Test
  void brokenStaysBroken() {
    progress.following();
    progress.broken(OBSERVE, new IllegalStateException("two heads"));
    progress.standingBy("other holds the lease");

    assertThat(progress.isBroken()).isTrue();
    assertThat(progress.state().why()).contains("ObserveLane has stopped").contains("two heads");
  }
}

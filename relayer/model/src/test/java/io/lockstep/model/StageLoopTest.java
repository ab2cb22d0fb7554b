package io.lockstep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lockstep.core.Failure;
import io.lockstep.core.stage.Bell;
import io.lockstep.core.stage.Pace;
import io.lockstep.core.stage.Stage;
import io.lockstep.core.stage.StageListener;
import io.lockstep.core.stage.StageLoop;
import io.lockstep.core.stage.Step;
import io.lockstep.core.stage.WakeUp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StageLoopTest {
  private static final Pace PACE =
      new Pace(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(500));

  private final Deque<Supplier<Step>> script = new ArrayDeque<>();
  private final List<Duration> rests = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final StageLoop loop =
      new StageLoop(new Scripted(), PACE, new Recorded(), new Listening());

  /** Ends the loop when the script is at its end. */
  private final class Scripted implements Stage {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Step step() {
      if (script.size() == 1) {
        loop.stop();
      }
      return script.removeFirst().get();
    }
  }

  private final class Recorded implements WakeUp {
    @Override
    public void await(Duration atMost) {
      rests.add(atMost);
    }

    @Override
    public void call() {
      heard.add("call");
    }
  }

  private final class Listening implements StageListener {
    @Override
    public void stepped(Stage stage, Step step) {
      heard.add(step.getClass().getSimpleName());
    }

    @Override
    public void failed(Stage stage, Failure failure) {
      heard.add("failed: " + failure.getMessage());
    }

    @Override
    public void broken(Stage stage, RuntimeException cause) {
      heard.add("broken: " + cause.getMessage());
    }
  }

  private void run(List<Supplier<Step>> steps) {
    script.addAll(steps);
    script.add(() -> new Step.Idle("the end"));
    loop.run();
  }

  private static Step moved() {
    return new Step.Moved("on");
  }

  private static Step blocked() {
    return new Step.Blocked("by something");
  }

  private static Step failing() {
    throw new SimulatedFailure("silence");
  }

  @Test
  void goesOnAtOnceWhileItMoves() {
    run(List.of(StageLoopTest::moved, StageLoopTest::moved, () -> new Step.Idle("nothing")));

    assertThat(rests).containsExactly(PACE.idle());
  }

  @Test
  void slowsDownWhileItIsBlocked() {
    run(
        List.of(
            StageLoopTest::blocked,
            StageLoopTest::failing,
            StageLoopTest::blocked,
            StageLoopTest::failing,
            StageLoopTest::moved,
            StageLoopTest::blocked));

    assertThat(rests).map(Duration::toMillis).containsExactly(100L, 200L, 400L, 500L, 100L);
    assertThat(heard).contains("failed: silence");
  }

  @Test
  void restsLongWhileHalted() {
    run(List.of(() -> new Step.Halted("by an incident")));

    assertThat(rests).containsExactly(PACE.blockedMax());
  }

  @Test
  void stopsAtABrokenInvariant() {
    script.add(StageLoopTest::moved);
    script.add(() -> {
      throw new IllegalStateException("two heads");
    });
    script.add(StageLoopTest::moved);
    script.add(StageLoopTest::moved);

    loop.run();

    assertThat(heard).containsExactly("Moved", "broken: two heads");
    assertThat(script).hasSize(2);
  }

  @Test
  void paceIsPositiveAndGrows() {
    Duration second = Duration.ofSeconds(1);

    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(Duration.ZERO, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pace(second, second, Duration.ofMillis(1)));
  }

  @Test
  @Timeout(20)
  void bellRemembersACallThatCameFirst() throws InterruptedException {
    Bell bell = new Bell();
    bell.call();
    bell.call();

    bell.await(Duration.ofHours(1));
    bell.await(Duration.ofNanos(1));

    Thread caller = Thread.startVirtualThread(bell::call);
    bell.await(Duration.ofHours(1));
    caller.join();
  }
}

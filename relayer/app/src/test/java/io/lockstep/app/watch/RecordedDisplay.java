package io.lockstep.app.watch;

import io.lockstep.app.watch.display.Display;
import io.lockstep.app.watch.display.LaneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Keeps what was shown, and lets a test wait until that is so and so. */
public final class RecordedDisplay implements Display {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> said = new ArrayList<>();
  private List<LaneLine> lanes = List.of();

  @Override
  public synchronized void show(List<LaneLine> now) {
    lanes = now;
    notifyAll();
  }

  @Override
  public synchronized void say(String line) {
    said.add(line);
    notifyAll();
  }

  public synchronized List<String> said() {
    return List.copyOf(said);
  }

  /** The line of the lane whose name begins so. */
  public LaneLine awaitLane(String name, Predicate<LaneLine> wanted) {
    return await(() ->
        lanes.stream()
            .filter(lane -> lane.lane().startsWith(name))
            .filter(wanted)
            .findFirst()
            .orElse(null));
  }

  public String awaitSaid(String part) {
    return await(() -> said.stream().filter(line -> line.contains(part)).findFirst().orElse(null));
  }

  private synchronized <T> T await(Supplier<T> found) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        T result = found.get();
        if (result != null) {
          return result;
        }
        long leftMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (leftMillis <= 0) {
          throw new AssertionError("never shown; last seen: " + lanes + ", said: " + said);
        }
        wait(leftMillis);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

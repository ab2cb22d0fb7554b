package io.lockstep.app.prove.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Time that passes from event to event, and messages that come late, out of order, twice or not at
 * all. On each link so few in a row are lost that whoever asks again gets through.
 */
public final class VirtualNetwork {
  /** What happened to a message. */
  public enum Trouble {
    DELAYED,
    DROPPED,
    DUPLICATED
  }

  private static final int LOST_IN_A_ROW_MAX = 3;
  private static final int TRIP_MILLIS_MIN = 5;
  private static final int TRIP_MILLIS_SPREAD = 45;
  private static final int DELAY_MILLIS_SPREAD = 2_000;

  private record Event(Instant at, long number, Runnable action) {}

  private final Random random;
  private final Consumer<Trouble> listener;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private final Map<Object, Integer> lostInARow = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private long count;

  public VirtualNetwork(Random random, Consumer<Trouble> listener) {
    this.random = random;
    this.listener = listener;
  }

  public Instant now() {
    return now;
  }

  public void at(Instant time, Runnable action) {
    events.add(new Event(time, count++, action));
  }

  public void after(Duration wait, Runnable action) {
    at(now.plus(wait), action);
  }

  /** Until nothing is left to happen. */
  public void run() {
    while (step()) {}
  }

  /** What happens next, if anything does. */
  public boolean step() {
    Event event = events.poll();
    if (event == null) {
      return false;
    }
    now = event.at();
    event.action().run();
    return true;
  }

  public void send(Object link, Duration wait, Runnable arrival) {
    if (random.nextInt(100) < 2 && lostInARow.merge(link, 1, Integer::sum) <= LOST_IN_A_ROW_MAX) {
      listener.accept(Trouble.DROPPED);
      return;
    }
    lostInARow.remove(link);
    after(wait.plus(trip()), arrival);
    if (random.nextInt(100) < 2) {
      listener.accept(Trouble.DUPLICATED);
      after(wait.plus(trip()), arrival);
    }
  }

  private Duration trip() {
    int millis = TRIP_MILLIS_MIN + random.nextInt(TRIP_MILLIS_SPREAD);
    if (random.nextInt(100) < 2) {
      listener.accept(Trouble.DELAYED);
      millis += random.nextInt(DELAY_MILLIS_SPREAD);
    }
    return Duration.ofMillis(millis);
  }
}

package io.lockstep.app.transport;

import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests are answered at the same time: so many in all, and so many from one address,
 * because whoever sends its bytes slowly keeps its place. Nobody waits in line: who comes too many
 * may come again.
 */
final class Room {
  private final int all;
  private final int each;
  private final Map<String, Integer> inside = new HashMap<>();
  private int taken;
  private boolean closing;

  Room(int all, int each) {
    this.all = all;
    this.each = each;
  }

  /** The same handler for as many as there is room for. */
  Handler bounding(Handler handler) {
    return context -> {
      String address = context.req().getRemoteAddr();
      enter(address);
      try {
        handler.handle(context);
      } finally {
        leave(address);
      }
    };
  }

  synchronized void enter(String address) {
    if (closing) {
      throw rejection("this attester is about to stop; ask it again in a moment");
    }
    int here = inside.getOrDefault(address, 0);
    if (taken >= all || here >= each) {
      throw rejection(
          "found %d requests at work, %d of them from your address, expected fewer than %d and %d; try again later"
              .formatted(taken, here, all, each));
    }
    inside.put(address, here + 1);
    taken++;
  }

  synchronized void leave(String address) {
    inside.computeIfPresent(address, (_, here) -> here == 1 ? null : here - 1);
    taken--;
    notifyAll();
  }

  /** Lets nobody in any more, and returns when all have left or the time is over. */
  synchronized void close(Duration atMost) throws InterruptedException {
    closing = true;
    long deadline = System.nanoTime() + atMost.toNanos();
    long leftMillis = atMost.toMillis();
    while (taken > 0 && leftMillis > 0) {
      wait(leftMillis);
      leftMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
  }

  private static HttpResponseException rejection(String text) {
    return new HttpResponseException(HttpStatus.SERVICE_UNAVAILABLE.getCode(), text);
  }
}

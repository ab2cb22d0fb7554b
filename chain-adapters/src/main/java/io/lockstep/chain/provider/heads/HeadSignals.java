package io.lockstep.chain.provider.heads;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What comes by one WebSocket, as far as it matters to somebody who only wants to be woken.
 * Whatever the server sends, no more than {@link #WAITING_MAX} announcements, one beginning and one
 * end wait.
 */
final class HeadSignals implements WebSocket.Listener {

  /** Longer than any announcement of a block. */
  private static final int TEXT_CHARS_MAX = 1 << 20;

  /** Announcements that nobody has taken yet say no more than one. */
  static final int WAITING_MAX = 64;

  sealed interface Signal {
    record Subscribed() implements Signal {}

    record Head() implements Signal {}

    record Lost(String why) implements Signal {}

    record Silence() implements Signal {}
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private boolean subscribed;
  private boolean over;

  Signal next(Duration patience) throws InterruptedException {
    Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return signal == null ? new Signal.Silence() : signal;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    if (text.length() + part.length() > TEXT_CHARS_MAX) {
      end("an announcement of more than " + TEXT_CHARS_MAX + " characters");
      socket.abort();
      return null;
    }
    text.append(part);
    if (last) {
      understand(text.toString());
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  /** Nothing in the text is used, so a look at it is enough. */
  private void understand(String whole) {
    if (whole.contains("\"eth_subscription\"")) {
      announce();
    } else if (whole.contains("\"result\"")) {
      begin();
    } else if (whole.contains("\"error\"")) {
      end("the subscription was refused");
    }
  }

  private void announce() {
    if (!over && signals.size() < WAITING_MAX) {
      signals.add(new Signal.Head());
    }
  }

  private void begin() {
    if (!over && !subscribed) {
      subscribed = true;
      signals.add(new Signal.Subscribed());
    }
  }

  private void end(String why) {
    if (!over) {
      over = true;
      signals.add(new Signal.Lost(why));
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    end("closed by the server, status " + status);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end("broken (" + error.getClass().getSimpleName() + ")");
  }
}

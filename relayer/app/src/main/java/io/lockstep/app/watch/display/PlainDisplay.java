package io.lockstep.app.watch.display;

import io.lockstep.app.watch.LaneState;
import io.lockstep.chain.ForeignText;
import io.lockstep.persistence.view.PositionView;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A line for each lane whose position has moved or whose state has changed, for files and pipes.
 */
public final class PlainDisplay implements Display {
  private final Consumer<String> sink;
  private final Map<String, String> told = new HashMap<>();

  public PlainDisplay(PrintWriter out) {
    this(line -> {
      out.println(line);
      out.flush();
    });
  }

  private PlainDisplay(Consumer<String> sink) {
    this.sink = sink;
  }

  /** The lines of a service: plain ones, or events of its log where that is wanted. */
  public static PlainDisplay ofService(PrintWriter out) {
    return ServiceLog.isWanted() ? new PlainDisplay(ServiceLog::tell) : new PlainDisplay(out);
  }

  @Override
  public synchronized void show(List<LaneLine> lanes) {
    for (LaneLine lane : lanes) {
      String news = news(lane);
      if (!news.equals(told.put(lane.lane(), news))) {
        say("%s: %s; %s".formatted(lane.lane(), positions(lane), lane.stateText()));
      }
    }
  }

  /** What makes a line worth printing. What a lane waits for may tell another block each time. */
  private static String news(LaneLine lane) {
    String state =
        lane.state() instanceof LaneState.Waiting || lane.state() instanceof LaneState.Beginning
            ? lane.state().word()
            : lane.stateText();
    return lane.position().map(PlainDisplay::nonces).orElse("") + state;
  }

  private static String positions(LaneLine lane) {
    return lane.position()
        .map(position ->
            "%s, read through block %d of %s"
                .formatted(nonces(position), position.readThroughBlockNumber(), lane.tipText()))
        .orElse("not registered");
  }

  private static String nonces(PositionView position) {
    return "observed %d, proven %d, final %d"
        .formatted(position.observedNonce(), position.provenNonce(), position.finalNonce());
  }

  @Override
  public synchronized void say(String line) {
    sink.accept(ForeignText.visible(line));
  }
}

package io.lockstep.app.watch.display;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A table at the foot of the terminal that is drawn anew in place; what happens scrolls above it.
 */
public final class TableDisplay implements Display {
  private static final String TO_END_OF_SCREEN = "\033[J";

  /** A line that is too long is cut off, since a line more would shift all that is drawn after. */
  private static final String NO_WRAP = "\033[?7l";

  private static final String WRAP = "\033[?7h";

  private final PrintWriter out;
  private List<String> drawn = List.of();

  public TableDisplay(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void show(List<LaneLine> lanes) {
    erase();
    draw(table(lanes));
    out.flush();
  }

  @Override
  public synchronized void say(String line) {
    List<String> table = drawn;
    erase();
    out.println(line);
    draw(table);
    out.flush();
  }

  private void erase() {
    if (!drawn.isEmpty()) {
      out.print("\033[%dA".formatted(drawn.size()) + "\r" + TO_END_OF_SCREEN);
    }
  }

  private void draw(List<String> table) {
    out.print(NO_WRAP);
    table.forEach(out::println);
    out.print(WRAP);
    drawn = table;
  }

  private static List<String> table(List<LaneLine> lanes) {
    int width = lanes.stream().mapToInt(lane -> lane.lane().length()).max().orElse(1);
    String row = "%%-%ds  %%10s %%10s %%10s %%10s %%10s  %%s".formatted(width);
    List<String> lines = new ArrayList<>();
    lines.add(row.formatted("LANE", "OBSERVED", "PROVEN", "FINAL", "BLOCK", "TIP", "STATE"));
    lanes.forEach(lane -> lines.add(line(row, lane)));
    return List.copyOf(lines);
  }

  private static String line(String row, LaneLine lane) {
    String state =
        lane.state().why().isEmpty()
            ? lane.state().word()
            : "%s: %s".formatted(lane.state().word(), lane.state().why());
    return lane.position()
        .map(position ->
            row.formatted(
                lane.lane(),
                position.observedNonce(),
                position.provenNonce(),
                position.finalNonce(),
                position.readThroughBlockNumber(),
                lane.tipText(),
                state))
        .orElseGet(() -> row.formatted(lane.lane(), "–", "–", "–", "–", lane.tipText(), state));
  }
}

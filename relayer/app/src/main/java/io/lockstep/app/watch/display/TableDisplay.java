package io.lockstep.app.watch.display;

import io.lockstep.app.watch.LaneState;
import io.lockstep.chain.ForeignText;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table at the foot of the terminal that is drawn anew in place; what happens scrolls above it.
 */
public final class TableDisplay implements Display {
  private static final String TO_END_OF_SCREEN = "\033[J";

  /** A line that is too long is cut off, since a line more would shift all that is drawn after. */
  private static final String NO_WRAP = "\033[?7l";

  private static final String WRAP = "\033[?7h";

  private final PrintWriter out;
  private final Map<String, String> words = new HashMap<>();
  private List<String> drawn = List.of();

  public TableDisplay(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void show(List<LaneLine> lanes) {
    erase();
    lanes.forEach(this::tellTrouble);
    draw(LaneTable.lines(lanes));
    out.flush();
  }

  /** In full, because the table may cut it off. */
  private void tellTrouble(LaneLine lane) {
    String word = lane.state().word();
    boolean changed = !word.equals(words.put(lane.lane(), word));
    if (changed && !(lane.state() instanceof LaneState.Following)) {
      print("%s: %s".formatted(lane.lane(), lane.stateText()));
    }
  }

  @Override
  public synchronized void say(String line) {
    List<String> table = drawn;
    erase();
    print(line);
    draw(table);
    out.flush();
  }

  /** Only this display itself may move the cursor, whatever a line quotes. */
  private void print(String line) {
    out.println(ForeignText.visible(line));
  }

  private void erase() {
    if (!drawn.isEmpty()) {
      out.print("\033[%dA".formatted(drawn.size()) + "\r" + TO_END_OF_SCREEN);
    }
  }

  private void draw(List<String> table) {
    if (!table.isEmpty()) {
      out.print(NO_WRAP);
      table.forEach(this::print);
      out.print(WRAP);
    }
    drawn = table;
  }
}

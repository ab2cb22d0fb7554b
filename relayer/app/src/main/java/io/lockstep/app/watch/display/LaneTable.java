package io.lockstep.app.watch.display;

import io.lockstep.persistence.view.PositionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lanes as the lines of a table, no wider than they need to be. */
final class LaneTable {
  private static final String NOTHING = "–";

  private LaneTable() {}

  static List<String> lines(List<LaneLine> lanes) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("LANE", "OBSERVED", "PROVEN", "FINAL", "BLOCK", "TIP", "STATE"));
    lanes.forEach(lane -> rows.add(row(lane)));
    return rows.stream().map(row -> line(row, rows)).toList();
  }

  private static List<String> row(LaneLine lane) {
    Optional<PositionView> position = lane.position();
    return List.of(
        lane.lane(),
        number(position, PositionView::observedNonce),
        number(position, PositionView::provenNonce),
        number(position, PositionView::finalNonce),
        number(position, PositionView::readThroughBlockNumber),
        lane.tipText(),
        lane.state().why().isEmpty()
            ? lane.state().word()
            : "%s: %s".formatted(lane.state().word(), lane.state().why()));
  }

  private static String number(Optional<PositionView> position, Function<PositionView, Long> of) {
    return position.map(of).map(String::valueOf).orElse(NOTHING);
  }

  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size() - 1; column++) {
      String format = column == 0 ? "%%-%ds  " : "%%%ds  ";
      line.append(format.formatted(width(column, rows)).formatted(row.get(column)));
    }
    return line.append(row.getLast()).toString();
  }

  private static int width(int column, List<List<String>> rows) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
  }
}

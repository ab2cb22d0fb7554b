package io.lockstep.app.watch.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.watch.LaneState;
import io.lockstep.persistence.view.PositionView;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.LaneId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private static final LaneState FOLLOWING = new LaneState.Following("nothing after block 9");
  private static final LaneState WAITING = new LaneState.Waiting("alpha: no answer");

  private static final LaneState HOSTILE =
      new LaneState.Waiting("alpha: \033[1A\033[2K\u009b2J\u202eno\nb → a: following");

  private final StringWriter out = new StringWriter();

  private static LaneLine line(LaneState state, long observed, long readThrough) {
    return new LaneLine(
        "a → b (0x12…34)",
        state,
        Optional.of(
            new PositionView(
                new LaneId(Hash32.ZERO), observed, 4, 3, "0x00", 7, readThrough, List.of())),
        OptionalLong.of(9));
  }

  @Test
  void plainTellsWhatHasChangedAndNothingElse() {
    Display plain = new PlainDisplay(new PrintWriter(out));

    plain.show(List.of(line(FOLLOWING, 5, 8)));
    plain.show(List.of(line(FOLLOWING, 5, 9)));
    plain.show(List.of(line(FOLLOWING, 6, 9)));
    plain.show(List.of(line(WAITING, 6, 9)));

    assertThat(out.toString().lines())
        .containsExactly(
            "a → b (0x12…34): observed 5, proven 4, final 3, read through block 8 of 9; following",
            "a → b (0x12…34): observed 6, proven 4, final 3, read through block 9 of 9; following",
            "a → b (0x12…34): observed 6, proven 4, final 3, read through block 9 of 9; waiting: alpha: no answer");
  }

  @Test
  void plainSaysWhatIsNotRegistered() {
    Display plain = new PlainDisplay(new PrintWriter(out));

    plain.show(
        List.of(
            new LaneLine(
                "a → b",
                new LaneState.Beginning("waits for a block"),
                Optional.empty(),
                OptionalLong.empty())));

    assertThat(out)
        .hasToString("a → b: not registered; beginning: waits for a block%n".formatted());
  }

  @Test
  void tableIsDrawnInPlaceAndWhatHappensScrollsAbove() {
    Display table = new TableDisplay(new PrintWriter(out));

    table.say("Watching 1 lane");
    table.show(List.of(line(FOLLOWING, 5, 8)));
    table.show(List.of(line(WAITING, 5, 9)));
    table.say("database: it answers again");

    String header = "LANE             OBSERVED  PROVEN  FINAL  BLOCK  TIP  STATE\n";
    String follows =
        "a → b (0x12…34)         5       4      3      8    9  following: nothing after block 9\n";
    String waits =
        "a → b (0x12…34)         5       4      3      9    9  waiting: alpha: no answer\n";
    assertThat(out.toString().replace("\033", "^"))
        .isEqualTo(
            "Watching 1 lane\n"
                + ("^[?7l" + header + follows + "^[?7h")
                + "^[2A\r^[J"
                + "a → b (0x12…34): waiting: alpha: no answer\n"
                + ("^[?7l" + header + waits + "^[?7h")
                + "^[2A\r^[J"
                + "database: it answers again\n"
                + ("^[?7l" + header + waits + "^[?7h"));
  }

  @Test
  void noLineOfPlainControlsTheTerminal() {
    Display plain = new PlainDisplay(new PrintWriter(out));

    plain.show(List.of(line(HOSTILE, 5, 8)));
    plain.say("a\nb");

    assertThat(out.toString().lines()).hasSize(2).allSatisfy(DisplayTest::assertHarmless);
  }

  @Test
  void noLineOfTheTableControlsTheTerminal() {
    Display table = new TableDisplay(new PrintWriter(out));

    table.show(List.of(line(HOSTILE, 5, 8)));
    table.say("a\nb\u2028");

    assertThat(out.toString().replaceAll("\033\\[(\\?7[lh]|[0-9]+A\r\033\\[J)", "").lines())
        .hasSize(6)
        .allSatisfy(DisplayTest::assertHarmless);
  }

  private static void assertHarmless(String line) {
    assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
  }
}

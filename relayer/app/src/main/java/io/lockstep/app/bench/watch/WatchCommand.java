package io.lockstep.app.bench.watch;

import io.lockstep.app.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench watch}. */
@Command(
    name = "watch",
    description = "How fast the daemon makes messages final, from logs on Anvil to PostgreSQL.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ends with 1 if a message is missing, or if the daemon's log does not end in the gateway's head."
    })
public final class WatchCommand implements Callable<Integer> {

  /** HELLO is one of them, so with less nothing would have been sent. */
  private static final int MESSAGES_MIN = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--messages",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many messages the lane has; ${DEFAULT-VALUE} if not given.")
  private int messages;

  @Option(
      names = "--blocks-late",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many blocks lie between the first half of the messages and the second.")
  private int blocksLate;

  @Option(names = "--json", description = "Print one line of JSON instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    require("--messages", messages, MESSAGES_MIN);
    require("--blocks-late", blocksLate, 0);
    List<WatchRow> rows = new ArrayList<>();
    try (FilledLane lane = blocksLate == 0 ? FilledLane.start() : FilledLane.startOnLongChain()) {
      say("Sending %,d messages; 100,000 take some twenty seconds…".formatted(messages));
      lane.fill(messages / 2);
      lane.mine(blocksLate);
      lane.fill(messages);
      for (Voters voters : List.of(Voters.ONE, Voters.TWO_OF_THREE)) {
        say("Following them by %d of %d providers…".formatted(voters.quorum(), voters.providers()));
        rows.add(WatchBench.measure(lane, voters));
      }
    }
    if (json) {
      WatchReport.asJson(rows.getFirst(), rows.getLast(), spec.commandLine().getOut());
    } else {
      WatchReport.asTable(rows, spec.commandLine().getOut());
    }
    return ExitCode.DONE;
  }

  private void require(String option, int found, int least) {
    if (found < least) {
      throw new ParameterException(
          spec.commandLine(), "%s: found %d, expected at least %d".formatted(option, found, least));
    }
  }

  private void say(String text) {
    spec.commandLine().getErr().println(text);
  }
}

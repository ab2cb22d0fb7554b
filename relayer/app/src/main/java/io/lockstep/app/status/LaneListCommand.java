package io.lockstep.app.status;

import io.lockstep.app.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lockstep lane list}. */
@Command(
    name = "list",
    description = "Tell of each configured lane where it stands and who works it.",
    mixinStandardHelpOptions = true,
    footer = {"", "The database's user must be granted the role lockstep_reader."})
final class LaneListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration of a relayer or an attester.")
  private Path configFile = Path.of("");

  @Option(names = "--json", description = "Print one line of JSON and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    List<LaneFacts> lanes =
        Reading.of(
            configFile,
            (plans, views) -> plans.stream().map(plan -> LaneFacts.of(plan, views)).toList());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonMapper.shared()
              .writeValueAsString(Map.of("lanes", lanes.stream().map(LaneJson::of).toList())));
    } else {
      lanes.forEach(lane -> LaneText.print(lane, new Lines(out)));
    }
    out.flush();
    return ExitCode.DONE;
  }
}

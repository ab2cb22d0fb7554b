package io.lockstep.app.status;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.watch.WatchPlan;
import io.lockstep.persistence.view.MessageView;
import io.lockstep.persistence.view.OpsViews;
import io.lockstep.protocol.MessageId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lockstep status}. */
@Command(
    name = "status",
    description = "Tell everything that the database says of a lane or of a message.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The database's user must be granted the role lockstep_reader.",
      "It ends with 1 if no such message was seen, which may still come."
    })
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "LANE|ID",
      description = "SOURCE/DESTINATION as configured, or the id of a lane or of a message.")
  private String subject = "";

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
    return Reading.of(configFile, this::tell);
  }

  private int tell(List<WatchPlan> plans, OpsViews views) {
    switch (Subject.of(subject, plans)) {
      case Subject.OfLane(WatchPlan plan) -> tell(LaneDetails.of(plan, views));
      case Subject.OfMessage(MessageId id) -> tell(new MessageReport(find(id, views), plans));
    }
    out().flush();
    return ExitCode.DONE;
  }

  private MessageView find(MessageId id, OpsViews views) {
    return views
        .message(id)
        .orElseThrow(() ->
            CliException.temporary(
                "status: found neither a configured lane nor a message that was seen with the id %s"
                    .formatted(id)));
  }

  private void tell(LaneDetails details) {
    if (json) {
      out().println(JsonMapper.shared().writeValueAsString(LaneJson.of(details)));
    } else {
      LaneText.print(details, new Lines(out()));
    }
  }

  private void tell(MessageReport report) {
    if (json) {
      out().println(JsonMapper.shared().writeValueAsString(report.json()));
    } else {
      report.print(new Lines(out()));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}

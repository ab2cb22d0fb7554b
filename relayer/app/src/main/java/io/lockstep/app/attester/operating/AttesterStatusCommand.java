package io.lockstep.app.attester.operating;

import io.lockstep.app.ExitCode;
import io.lockstep.app.attester.AttesterConfig;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.app.status.Lines;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings.Role;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lockstep attester status}. */
@Command(
    name = "status",
    description = "Tell how an attester does: its key, its lanes, what it refused, whom it heard.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The database's user must be granted the role lockstep_reader. No passphrase is needed. The",
      "running process is asked too, if the configuration names a port of health."
    })
public final class AttesterStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The attester's configuration.")
  private Path configFile = Path.of("");

  @Option(names = "--json", description = "Print one line of JSON and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    AttesterConfig config = AttesterConfig.read(configFile);
    try (Database database =
        Database.open(
            ConfiguredDatabase.settings(
                config.watching().database(), Role.READER, "lockstep-attester-status"))) {
      tell(AttesterStatus.read(config, database, Instant.now()));
    }
    return ExitCode.DONE;
  }

  private void tell(AttesterStatus status) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(StatusJson.of(status)));
    } else {
      StatusText.print(status, new Lines(out));
    }
    out.flush();
  }
}

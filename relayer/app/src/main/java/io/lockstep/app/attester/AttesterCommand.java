package io.lockstep.app.attester;

import io.lockstep.app.ExitCode;
import io.lockstep.app.attester.operating.AttesterStatusCommand;
import io.lockstep.app.attester.operating.RuleCommand;
import io.lockstep.app.attester.running.AttesterDaemon;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.app.telemetry.HealthDoor;
import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.app.watch.Holder;
import io.lockstep.app.watch.Termination;
import io.lockstep.app.watch.Timing;
import io.lockstep.app.watch.display.Display;
import io.lockstep.app.watch.display.PlainDisplay;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Migrations;
import io.lockstep.persistence.view.OpsViews;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep attester}. */
@Command(
    name = "attester",
    description =
        "Run an attester: look at the chains, and vouch for what is final, until SIGTERM.",
    mixinStandardHelpOptions = true,
    subcommands = {AttesterStatusCommand.class, RuleCommand.class},
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "It signs nothing before enough of its peers have told what they last heard of it.",
      "Several processes of one attester may run on one database: one signs, the others stand by.",
      "It ends with 0 when it was told to, after the requests and steps in progress; with 2 when",
      "something must be changed first."
    })
public final class AttesterCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Not required, because the commands below have one of their own. */
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The attester's configuration; ops/config/attester.yaml explains every key.")
  private @Nullable Path configFile;

  @Override
  public Integer call() throws InterruptedException {
    if (configFile == null) {
      throw new ParameterException(
          spec.commandLine(), "attester: found no --config FILE, expected one");
    }
    AttesterConfig config = AttesterConfig.read(configFile);
    AttesterKeys keys = AttesterKeys.open(config.keys());
    DatabaseSettings settings =
        ConfiguredDatabase.settings(config.watching().database(), Role.DAEMON, "lockstep-attester");
    Migrations.ofAttester(settings).requireExactly();
    try (Database database = Database.open(settings)) {
      // Whether the login may act as a daemon shows at the first question.
      new OpsViews(database).requireVersion();
      ConfiguredDatabase.requireDurable(database);
      return run(config, keys, database);
    }
  }

  private int run(AttesterConfig config, AttesterKeys keys, Database database)
      throws InterruptedException {
    Display display = PlainDisplay.ofService(spec.commandLine().getOut());
    Termination termination = Termination.bySignal();
    int exitCode = ExitCode.RETRY_MAY_HELP;
    try (Telemetry telemetry = new Telemetry();
        AttesterDaemon daemon =
            new AttesterDaemon(
                config, keys, database, Holder.create(), Timing.USUAL, display, telemetry);
        HealthDoor door =
            HealthDoor.open(config.watching().health(), telemetry, daemon::readiness)) {
      display.say("Started: %s; Ctrl-C ends it.".formatted(keys));
      door.address().ifPresent(where -> display.say("Health and metrics at %s.".formatted(where)));
      exitCode = daemon.run(termination.asked());
      display.say("Stopped; what was signed stands in the database.");
    } finally {
      termination.over(exitCode);
    }
    return exitCode;
  }
}

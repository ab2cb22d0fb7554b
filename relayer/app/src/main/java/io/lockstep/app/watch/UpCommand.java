package io.lockstep.app.watch;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.config.AddressConfig;
import io.lockstep.app.config.DaemonConfig;
import io.lockstep.app.db.ConfiguredDatabase;
import io.lockstep.app.telemetry.HealthDoor;
import io.lockstep.app.telemetry.Telemetry;
import io.lockstep.app.watch.display.Display;
import io.lockstep.app.watch.display.PlainDisplay;
import io.lockstep.app.watch.display.ServiceLog;
import io.lockstep.app.watch.display.TableDisplay;
import io.lockstep.persistence.Database;
import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.DatabaseSettings.Role;
import io.lockstep.persistence.Migrations;
import io.lockstep.persistence.view.OpsViews;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep up}. */
@Command(
    name = "up",
    description = "Run the relayer: follow the configured lanes until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Several may run on one database: each lane is worked by one of them, and taken over by another",
      "within ten seconds when that one is gone. It waits for providers and database as long as it",
      "takes. A lane that meets what must not be stops by itself, and the others go on.",
      "It ends with 0 when it was told to, after the steps in progress; with 2 when no lane is left."
    })
public final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The relayer's configuration; ops/config/relayer.yaml explains every key.")
  private Path configFile = Path.of("");

  @Option(
      names = "--watch-only",
      description = "Observe and finalize, and send nothing. Nothing else exists yet.")
  private boolean watchOnly;

  @Option(
      names = "--plain",
      description = "A line for each change, as when the output is no terminal.")
  private boolean plain;

  @Override
  public Integer call() throws InterruptedException {
    if (!watchOnly) {
      throw CliException.permanent(
          "up: found no --watch-only, expected it: a relayer that only watches is all there is yet");
    }
    DaemonConfig config = DaemonConfig.read(configFile);
    List<WatchPlan> plans = WatchPlan.all(config);
    DatabaseSettings settings =
        ConfiguredDatabase.settings(config.database(), Role.DAEMON, "lockstep-relayer");
    Migrations.ofRelayer(settings).requireExactly();
    try (Database database = Database.open(settings)) {
      // Whether the login may act as a daemon shows at the first question.
      new OpsViews(database).requireVersion();
      ConfiguredDatabase.requireDurable(database);
      return follow(plans, database, config.health());
    }
  }

  private int follow(List<WatchPlan> plans, Database database, Optional<AddressConfig> health)
      throws InterruptedException {
    Display display = display();
    String holder = Holder.create();
    Termination termination = Termination.bySignal();
    int exitCode = ExitCode.RETRY_MAY_HELP;
    try (Telemetry telemetry = new Telemetry();
        WatchDaemon daemon =
            new WatchDaemon(
                plans, FurtherStages.NONE, database, holder, Timing.USUAL, display, telemetry);
        HealthDoor door = HealthDoor.open(health, telemetry, daemon::readiness)) {
      display.say(
          "Watching %d %s as %s; Ctrl-C ends it."
              .formatted(plans.size(), plans.size() == 1 ? "lane" : "lanes", holder));
      door.address().ifPresent(where -> display.say("Health and metrics at %s.".formatted(where)));
      exitCode = daemon.run(termination.asked());
      display.say("Stopped; what is known stands in the database.");
    } finally {
      termination.over(exitCode);
    }
    return exitCode;
  }

  private Display display() {
    PrintWriter out = spec.commandLine().getOut();
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return terminal && !plain && !ServiceLog.isWanted()
        ? new TableDisplay(out)
        : PlainDisplay.ofService(out);
  }
}

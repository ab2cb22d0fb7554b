package io.lockstep.app;

import io.lockstep.app.attester.AttesterCommand;
import io.lockstep.app.bench.BenchCommand;
import io.lockstep.app.config.ConfigCommand;
import io.lockstep.app.db.DbCommand;
import io.lockstep.app.decide.DecideCommand;
import io.lockstep.app.deliver.DeliverCommand;
import io.lockstep.app.demo.DemoCommand;
import io.lockstep.app.deploy.DeployCommand;
import io.lockstep.app.keys.KeysCommand;
import io.lockstep.app.prove.ProveCommand;
import io.lockstep.app.status.LaneCommand;
import io.lockstep.app.status.StatusCommand;
import io.lockstep.app.watch.UpCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. Every subcommand is a class of its own in a package below. */
@Command(
    name = "lockstep",
    description = "A bridge that moves derivative collateral between EVM chains exactly once.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ConfigCommand.class,
      DbCommand.class,
      KeysCommand.class,
      DeployCommand.class,
      DeliverCommand.class,
      UpCommand.class,
      AttesterCommand.class,
      LaneCommand.class,
      StatusCommand.class,
      DecideCommand.class,
      BenchCommand.class,
      ProveCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and everything it checked held",
      "1:failed; trying again may help",
      "2:failed; trying again will not help before something is changed"
    })
public final class Lockstep implements Runnable {

  /** Set by the launcher to its build folder, so that a report lies beside the build's own logs. */
  private static final String REPORT_FOLDER_PROPERTY = "lockstep.reports";

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an unexpected failure instead of filing it.")
  private boolean stacktrace;

  public static void main(String[] arguments) {
    System.exit(commandLine(reportFolder()).execute(arguments));
  }

  static CommandLine commandLine(Path reportFolder) {
    Lockstep root = new Lockstep();
    CommandLine commandLine = new CommandLine(root);
    LauncherCommand.addTo(commandLine);
    FailurePolicy failures = new FailurePolicy(reportFolder, () -> root.stacktrace);
    return commandLine
        .setExecutionStrategy(failures::runReportingErrors)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(new UsagePolicy());
  }

  /** Without a command there is nothing to do but to say which ones there are. */
  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
  }

  private static Path reportFolder() {
    return Path.of(
        System.getProperty(REPORT_FOLDER_PROPERTY, System.getProperty("java.io.tmpdir")));
  }
}

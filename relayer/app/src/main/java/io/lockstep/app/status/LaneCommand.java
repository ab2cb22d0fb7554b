package io.lockstep.app.status;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep lane …}. */
@Command(
    name = "lane",
    description = "Look at the configured lanes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = LaneListCommand.class,
    mixinStandardHelpOptions = true)
public final class LaneCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

package io.lockstep.app.config;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep config}. */
@Command(
    name = "config",
    description = "Look at a configuration file without starting anything.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ValidateCommand.class,
    mixinStandardHelpOptions = true)
public final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getOut());
  }
}

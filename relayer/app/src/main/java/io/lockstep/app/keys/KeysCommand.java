package io.lockstep.app.keys;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep keys}. */
@Command(
    name = "keys",
    description = "Make and look at the keys of attesters.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      IdentityCommand.class,
      CeremonyCommand.class,
      RefreshCommand.class,
      RotateCommand.class,
      RegisterCommand.class,
      DestroyCommand.class,
      ShowCommand.class
    },
    mixinStandardHelpOptions = true)
public final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getOut());
  }
}

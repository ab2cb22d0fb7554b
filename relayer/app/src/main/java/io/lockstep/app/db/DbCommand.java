package io.lockstep.app.db;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep db …}. */
@Command(
    name = "db",
    description = "Prepares the database of a relayer or an attester.",
    mixinStandardHelpOptions = true,
    subcommands = DbMigrate.class,
    synopsisSubcommandLabel = "COMMAND")
public final class DbCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

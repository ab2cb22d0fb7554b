package io.lockstep.app.decide;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep decide …}. */
@Command(
    name = "decide",
    description = "Record an operator's decision, by which what stands still goes on.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LiftHaltCommand.class, LiftQuarantineCommand.class},
    mixinStandardHelpOptions = true,
    footer = {"", "Each decision is a row of the audit log, which cannot be changed afterwards."})
public final class DecideCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

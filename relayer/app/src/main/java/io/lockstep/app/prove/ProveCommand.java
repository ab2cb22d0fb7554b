package io.lockstep.app.prove;

import io.lockstep.app.prove.attest.ProveAttest;
import io.lockstep.app.prove.signing.ProveSigning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep prove …}. */
@Command(
    name = "prove",
    description = "Runs a test's random part as long as you like, from a seed that replays it.",
    mixinStandardHelpOptions = true,
    subcommands = {ProveAttest.class, ProveInvariants.class, ProveSigning.class},
    synopsisSubcommandLabel = "COMMAND")
public final class ProveCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

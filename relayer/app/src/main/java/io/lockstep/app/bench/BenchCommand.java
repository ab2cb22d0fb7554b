package io.lockstep.app.bench;

import io.lockstep.app.bench.crypto.CryptoCommand;
import io.lockstep.app.bench.sign.SignCommand;
import io.lockstep.app.bench.watch.WatchCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep bench …}. */
@Command(
    name = "bench",
    description = "Measures what others can measure again.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchCommand.Gas.class,
      CryptoCommand.class,
      WatchCommand.class,
      SignCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code lockstep bench gas}. */
  @Command(
      name = "gas",
      description = "Gas of whole transactions on Anvil, beside other bridges' figures.",
      mixinStandardHelpOptions = true)
  static final class Gas implements Runnable {

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print one line of JSON instead of the table.")
    private boolean json;

    @Override
    public void run() {
      PrintWriter out = spec.commandLine().getOut();
      List<GasRow> rows = GasBench.measure();
      if (json) {
        GasReport.asJson(rows, out);
      } else {
        GasReport.asTable(rows, out);
      }
    }
  }
}

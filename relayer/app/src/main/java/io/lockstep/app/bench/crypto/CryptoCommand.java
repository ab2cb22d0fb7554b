package io.lockstep.app.bench.crypto;

import io.lockstep.app.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench crypto}. */
@Command(
    name = "crypto",
    description = "Time of a quorum's cryptography on one core, beside its targets.",
    mixinStandardHelpOptions = true)
public final class CryptoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one line of JSON instead of the table.")
  private boolean json;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "4",
      description = "How long each row is measured; ${DEFAULT-VALUE} if not given.")
  private int seconds;

  @Override
  public Integer call() throws RunnerException {
    if (seconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seconds: found %d, expected at least 1".formatted(seconds));
    }
    spec.commandLine()
        .getErr()
        .println("Measuring; at %d s a row this takes minutes…".formatted(seconds));
    List<CryptoRow> rows = CryptoBench.measure(Effort.ofSeconds(seconds));
    if (json) {
      CryptoReport.asJson(rows, spec.commandLine().getOut());
    } else {
      CryptoReport.asTable(rows, spec.commandLine().getOut());
    }
    return ExitCode.DONE;
  }
}

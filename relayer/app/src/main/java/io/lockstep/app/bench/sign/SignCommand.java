package io.lockstep.app.bench.sign;

import io.lockstep.app.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench sign}. */
@Command(
    name = "sign",
    description = "How long 3 of 4 attesters take to sign a checkpoint, over loopback TLS.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ends with 1 if a signature did not come, or if fewer rows than shares were kept."
    })
public final class SignCommand implements Callable<Integer> {
  private static final int SIGNATURES_MAX = 20_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--signatures",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many are measured, after half as many; ${DEFAULT-VALUE} if not given.")
  private int signatures;

  @Option(names = "--json", description = "Print one line of JSON instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (signatures < 1 || signatures > SIGNATURES_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--signatures: found %d, expected 1 to %d".formatted(signatures, SIGNATURES_MAX));
    }
    spec.commandLine()
        .getErr()
        .println(
            "Starting two chains and four attesters; then %d signatures a second…"
                .formatted(SignBench.PER_SECOND));
    SignRow row = SignBench.measure(signatures);
    if (json) {
      SignReport.asJson(row, spec.commandLine().getOut());
    } else {
      SignReport.asTable(row, spec.commandLine().getOut());
    }
    return ExitCode.DONE;
  }
}

package io.lockstep.app.decide;

import io.lockstep.app.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lockstep decide lift-quarantine}. */
@Command(
    name = "lift-quarantine",
    description = "Let a provider be asked again that was quarantined.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The database's user must be granted the role lockstep_operator.",
      "A running daemon asks it again within seconds."
    })
final class LiftQuarantineCommand implements Callable<Integer> {
  @Mixin private DecisionOptions options;

  @Parameters(
      paramLabel = "N",
      description = "The number of the quarantine, as lockstep status tells it.")
  private long number;

  @Override
  public Integer call() {
    options.requireNumber(number);
    options.decide(
        "quarantine " + number, (decisions, reason) -> decisions.liftQuarantine(number, reason));
    return ExitCode.DONE;
  }
}

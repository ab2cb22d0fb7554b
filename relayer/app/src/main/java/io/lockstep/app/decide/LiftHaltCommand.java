package io.lockstep.app.decide;

import io.lockstep.app.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lockstep decide lift-halt}. */
@Command(
    name = "lift-halt",
    description = "Let a lane go on that is halted.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The database's user must be granted the role lockstep_operator.",
      "A running daemon looks again within ten seconds. If a final block was gone,",
      "the lane goes on only if the quorum of providers calls it final again;",
      "otherwise the lane halts again, and says so."
    })
final class LiftHaltCommand implements Callable<Integer> {
  @Mixin private DecisionOptions options;

  @Parameters(
      paramLabel = "N",
      description = "The number of the halt, as lockstep status tells it.")
  private long number;

  @Override
  public Integer call() {
    options.requireNumber(number);
    options.decide("halt " + number, (decisions, reason) -> decisions.liftHalt(number, reason));
    return ExitCode.DONE;
  }
}

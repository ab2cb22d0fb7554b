package io.lockstep.app.prove;

import io.lockstep.app.ExitCode;
import io.lockstep.app.prove.simulation.SeedOption;
import io.lockstep.chain.local.ProjectHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep prove invariants}: forge runs the contracts' invariants, each for itself. */
@Command(
    name = "invariants",
    description = "The contracts' invariants, by random calls.",
    mixinStandardHelpOptions = true,
    footer = {"", "The same seed and number of calls make the same calls again."})
final class ProveInvariants implements Callable<Integer> {

  /** As many as in the build; what is broken shows in a few dozen calls or in another run. */
  private static final int CALLS_IN_A_RUN = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--calls",
      paramLabel = "N",
      required = true,
      description = "How many calls for each invariant, in runs of 100.")
  private long calls;

  @Mixin private SeedOption seed = new SeedOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (calls < 1) {
      throw new ParameterException(
          spec.commandLine(), "--calls: found %d, expected at least 1".formatted(calls));
    }
    long drawnFrom = seed.drawn();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%d calls for each invariant, seed %d; the same again: ./lockstep prove invariants --calls %d --seed %d"
            .formatted(runs(calls) * CALLS_IN_A_RUN, drawnFrom, calls, drawnFrom));
    out.flush();
    Process forge = forge(calls, drawnFrom).inheritIO().start();
    return forge.waitFor() == 0 ? ExitCode.DONE : ExitCode.RETRY_MAY_HELP;
  }

  static ProcessBuilder forge(long calls, long seed) {
    ProjectHome home = ProjectHome.find();
    ProcessBuilder forge =
        new ProcessBuilder(
            List.of(
                home.program("forge").toString(),
                "test",
                "--match-path",
                "test/invariants/**",
                "--match-test",
                "^invariant_"));
    forge.directory(home.folder().resolve("contracts").toFile());
    forge
        .environment()
        .putAll(
            Map.of(
                "FOUNDRY_INVARIANT_RUNS", String.valueOf(runs(calls)),
                "FOUNDRY_INVARIANT_DEPTH", String.valueOf(CALLS_IN_A_RUN),
                "LOCKSTEP_SEED", String.valueOf(seed)));
    return forge;
  }

  private static long runs(long calls) {
    return Math.ceilDiv(calls, CALLS_IN_A_RUN);
  }
}

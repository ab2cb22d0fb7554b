package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.simulation.SeedOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep prove attest}. */
@Command(
    name = "attest",
    description = "Four attesters among faults of processes, network, providers and chains.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Time is virtual and everything is drawn from the seed: the same seed, the same run.",
      "What watches, judges, vouches and signs is the real thing; chains, providers, network,",
      "clock and storage are simulated. In each round faults stop, and what is final must be signed."
    })
public final class ProveAttest implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      required = true,
      description = "How many worlds to play through.")
  private int rounds;

  @Mixin private SeedOption seed = new SeedOption();

  @Option(names = "--json", description = "Print one line of JSON and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rounds: found %d, expected at least 1".formatted(rounds));
    }
    long drawnFrom = seed.drawn();
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println(
          "%d rounds, seed %d; the same again: %s"
              .formatted(rounds, drawnFrom, AttestProofReport.again(rounds, drawnFrom)));
      out.flush();
    }
    Findings findings = new AttestProof(new Panel(), Parts.REAL).run(rounds, drawnFrom);
    AttestProofReport report = new AttestProofReport(rounds, drawnFrom, findings);
    return report.told(json, out);
  }
}

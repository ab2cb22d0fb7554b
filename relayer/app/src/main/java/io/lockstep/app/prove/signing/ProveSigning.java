package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.simulation.SeedOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep prove signing}. */
@Command(
    name = "signing",
    description = "Threshold signing among silent, slow and lying signers on a bad network.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Time is virtual and everything is drawn from the seed: the same seed, the same run.",
      "Every message has t honest signers that can be reached, so every one must be signed."
    })
public final class ProveSigning implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      required = true,
      description = "How many messages to have signed.")
  private int sessions;

  @Mixin private SeedOption seed = new SeedOption();

  @Option(names = "--json", description = "Print one line of JSON and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    if (sessions < 1) {
      throw new ParameterException(
          spec.commandLine(), "--sessions: found %d, expected at least 1".formatted(sessions));
    }
    long drawnFrom = seed.drawn();
    PrintWriter out = spec.commandLine().getOut();
    if (!json) {
      out.println(
          "%d signings, seed %d; the same again: ./lockstep prove signing --sessions %1$d --seed %2$d"
              .formatted(sessions, drawnFrom));
      out.flush();
    }
    Findings findings = new SigningProof(new CeremonyKeys(), Parts.real()).run(sessions, drawnFrom);
    SigningProofReport report = new SigningProofReport(sessions, drawnFrom, findings);
    return report.told(json, out);
  }
}

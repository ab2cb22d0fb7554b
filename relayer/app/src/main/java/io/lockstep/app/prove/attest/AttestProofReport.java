package io.lockstep.app.prove.attest;

import io.lockstep.app.prove.attest.Findings.Broken;
import io.lockstep.app.prove.attest.Findings.Count;
import io.lockstep.app.prove.simulation.Names;
import io.lockstep.app.prove.simulation.ProofReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What a run found, for people or, in one line, for machines. */
record AttestProofReport(int rounds, long seed, Findings findings) implements ProofReport {
  /** Fewer rounds may well not see every fault. */
  private static final int ROUNDS_FOR_EVERY_FAULT = 200;

  static String again(int rounds, long seed) {
    return "./lockstep prove attest --rounds %d --seed %d".formatted(rounds, seed);
  }

  @Override
  public boolean held() {
    return findings.nothingIsBroken()
        && findings.rounds() == rounds
        && findings.of(Count.CHECKPOINTS) > 0
        && (rounds < ROUNDS_FOR_EVERY_FAULT || findings.neverHappened().isEmpty());
  }

  @Override
  public String json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rounds", findings.rounds());
    Stream.of(Broken.values()).forEach(what -> fields.put(what.field(), findings.of(what)));
    fields.put("seed", seed);
    findings.firstBrokenSeed().ifPresent(first -> fields.put("again", again(1, first)));
    Stream.of(Count.values())
        .forEach(count -> fields.put(Names.camelCase(count.name()), findings.of(count)));
    fields.put("faults", findings.faultsByName());
    fields.put("refusals", findings.refusalsByName());
    return JsonMapper.shared().writeValueAsString(fields);
  }

  @Override
  public void tell(PrintWriter out) {
    out.println(
        "%d rounds, %d messages, %d executed; %d checkpoints signed; after faults stopped, all was signed in %d rounds."
            .formatted(
                findings.rounds(),
                findings.of(Count.MESSAGES),
                findings.of(Count.EXECUTED),
                findings.of(Count.CHECKPOINTS),
                findings.of(Count.SIGNED_AGAIN)));
    out.println(
        "%d attesters deceived, with %d shares over forgeries; %d halted over a stolen key."
            .formatted(
                findings.of(Count.DECEIVED),
                findings.of(Count.DECEIVED_SHARES),
                findings.of(Count.HALTED)));
    out.println("Faults: " + words(findings.faultsByName()) + ".");
    out.println("Refused: " + words(findings.refusalsByName()) + ".");
    for (Broken what : Broken.values()) {
      out.println("%-27s %d".formatted(Names.words(what.name()), findings.of(what)));
    }
    out.println(held() ? "All of it held." : "BROKEN" + why() + ".");
  }

  private static String words(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private String why() {
    if (findings.firstBrokenSeed().isPresent()) {
      return "; the first such round again: " + again(1, findings.firstBrokenSeed().getAsLong());
    }
    return ", or never tried: " + findings.neverHappened();
  }
}

package io.lockstep.app.prove.signing;

import io.lockstep.app.prove.signing.Findings.Broken;
import io.lockstep.app.prove.signing.Findings.Count;
import io.lockstep.app.prove.simulation.Names;
import io.lockstep.app.prove.simulation.ProofReport;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What a run found, for people or, in one line, for machines. */
record SigningProofReport(int sessions, long seed, Findings findings) implements ProofReport {
  /** Fewer signings may well not see every fault. */
  private static final int SIGNINGS_FOR_EVERY_FAULT = 1_000;

  @Override
  public boolean held() {
    return findings.nothingIsBroken()
        && findings.signed() == sessions
        && (sessions < SIGNINGS_FOR_EVERY_FAULT || findings.neverHappened().isEmpty());
  }

  @Override
  public String json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sessions", sessions);
    fields.put("signed", findings.signed());
    Stream.of(Broken.values()).forEach(what -> fields.put(what.field(), findings.of(what)));
    fields.put("seed", seed);
    Stream.of(Count.values())
        .forEach(count -> fields.put(Names.camelCase(count.name()), findings.of(count)));
    fields.put("faults", findings.faultsByName());
    return JsonMapper.shared().writeValueAsString(fields);
  }

  @Override
  public void tell(PrintWriter out) {
    out.println(
        "%d of %d signed, in %d sessions of %d quorums; %d liars blamed, %d sessions refused."
            .formatted(
                findings.signed(),
                sessions,
                findings.of(Count.SESSIONS_OPENED),
                findings.of(Count.WORLDS),
                findings.of(Count.BLAMED),
                findings.of(Count.REFUSED)));
    out.println("Faults: " + faults() + ".");
    for (Broken what : Broken.values()) {
      out.println("%-27s %d".formatted(Names.words(what.name()), findings.of(what)));
    }
    out.println(held() ? "All of it held." : "BROKEN" + missing() + ".");
  }

  private String faults() {
    return Fault.ALL.stream()
        .map(fault -> findings.of(fault) + " " + Names.words(fault.name()))
        .collect(Collectors.joining(", "));
  }

  private String missing() {
    return findings.neverHappened().isEmpty()
        ? ""
        : ", or never tried: " + findings.neverHappened();
  }
}

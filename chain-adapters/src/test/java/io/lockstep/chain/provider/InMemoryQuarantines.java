package io.lockstep.chain.provider;

import io.lockstep.core.domain.DisprovedAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ends with the test. */
final class InMemoryQuarantines implements Quarantines {

  private final Map<String, String> active = new HashMap<>();
  private final List<DisprovedAnswer> evidence = new ArrayList<>();

  @Override
  public Map<String, String> active() {
    return Map.copyOf(active);
  }

  @Override
  public void add(DisprovedAnswer disproved) {
    active.put(disproved.provider(), disproved.toString());
    evidence.add(disproved);
  }

  List<DisprovedAnswer> evidence() {
    return List.copyOf(evidence);
  }
}

package io.lockstep.chain.provider;

import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.port.ProviderStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Ends with the test. */
final class InMemoryProviderStore implements ProviderStore {

  private final List<DisprovedAnswer> evidence = new ArrayList<>();
  private final Set<String> lifted = new HashSet<>();

  @Override
  public Set<String> quarantined() {
    return evidence.stream()
        .map(DisprovedAnswer::provider)
        .filter(provider -> !lifted.contains(provider))
        .collect(Collectors.toSet());
  }

  @Override
  public void quarantine(DisprovedAnswer disproved) {
    evidence.add(disproved);
  }

  /** As an operator decides. */
  void lift(String provider) {
    lifted.add(provider);
  }

  List<DisprovedAnswer> evidence() {
    return List.copyOf(evidence);
  }
}

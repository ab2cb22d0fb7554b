package io.lockstep.app.deliver;

import io.lockstep.core.domain.DisprovedAnswer;
import io.lockstep.core.port.ProviderStore;
import java.util.Set;

/** For a command that ends soon: who is at fault is turned from, and nothing is kept of it. */
final class NoQuarantine implements ProviderStore {
  @Override
  public Set<String> quarantined() {
    return Set.of();
  }

  @Override
  public void quarantine(DisprovedAnswer disproved) {}
}

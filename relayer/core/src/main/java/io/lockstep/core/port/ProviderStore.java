package io.lockstep.core.port;

import io.lockstep.core.domain.DisprovedAnswer;
import java.util.Set;

/** What is kept of the providers of one lane's source chain. */
public interface ProviderStore {
  /** The names of those that are not asked until an operator decides. */
  Set<String> quarantined();

  /** Quarantines the provider and keeps the proof, with an incident. */
  void quarantine(DisprovedAnswer disproved);
}

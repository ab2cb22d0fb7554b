package io.lockstep.chain.provider;

import io.lockstep.core.domain.DisprovedAnswer;
import java.util.Map;

/** Where quarantines outlast a restart. Only an operator ends one. */
public interface Quarantines {

  /** Why each provider that is quarantined is, by its name. */
  Map<String, String> active();

  /** Kept with its evidence when this returns. */
  void add(DisprovedAnswer evidence);
}

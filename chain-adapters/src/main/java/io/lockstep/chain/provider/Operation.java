package io.lockstep.chain.provider;

import java.util.Locale;

/** What a provider is asked to do. It may be good at one and fail at another. */
public enum Operation {
  IDENTITY,
  TIP,
  BLOCK,
  LOGS,
  PROOF,
  FINALITY;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

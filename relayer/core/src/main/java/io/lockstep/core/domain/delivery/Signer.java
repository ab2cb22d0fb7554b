package io.lockstep.core.domain.delivery;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;

/** An account that signs transactions on one chain. */
public record Signer(ChainId chain, Address account) {
  /** The name of the lease over it. */
  public String leaseName() {
    return "signer " + chain + " " + account;
  }

  @Override
  public String toString() {
    return "signer " + account + " on chain " + chain;
  }
}

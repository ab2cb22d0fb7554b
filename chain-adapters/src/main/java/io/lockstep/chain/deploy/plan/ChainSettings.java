package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.ChainId;

/**
 * Who governs the gateway of one chain.
 *
 * @param administrator may loosen limits, change keys and resume, all of it after a delay
 * @param guardian may pause and tighten at once, and nothing else
 */
public record ChainSettings(ChainId chain, Address administrator, Address guardian) {

  public ChainSettings {
    if (administrator.isZero() || guardian.isZero()) {
      throw new IllegalArgumentException(
          "chain %s: found the zero address as administrator or guardian, expected accounts"
              .formatted(chain));
    }
  }
}

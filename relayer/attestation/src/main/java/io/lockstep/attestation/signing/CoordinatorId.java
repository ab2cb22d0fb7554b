package io.lockstep.attestation.signing;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;

/**
 * Who coordinates. Each coordinator has commitments of its own, so that none can use up another's.
 * Whoever calls vouches that a request came from the one it names.
 */
public record CoordinatorId(Hash32 hash) {
  public static CoordinatorId named(String name) {
    return new CoordinatorId(Keccak256.ofText(name));
  }
}

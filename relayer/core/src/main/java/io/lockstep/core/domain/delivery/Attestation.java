package io.lockstep.core.domain.delivery;

import io.lockstep.core.domain.KeptCheckpoint;

/** What attesters made of being asked for a checkpoint. */
public sealed interface Attestation {
  /** The quorum's signature, verified. It may stand at a lower nonce than was asked for. */
  record Signed(KeptCheckpoint checkpoint) implements Attestation {}

  /** They have not proven yet that the destination has come as far as the range's beginning. */
  record FromAhead(long proven, String why) implements Attestation {}

  /** Too few signed, for whatever other reasons. */
  record NotSigned(String why) implements Attestation {}
}

package io.lockstep.protocol;

/** What a quorum signs, under EIP-712. */
public sealed interface Statement permits Checkpoint, Ruling, KeyEpoch {
  /** The epoch whose key signs; bound into every digest, so that no signature outlives its key. */
  long keyEpoch();

  /** EIP-712's hashStruct. */
  Hash32 structHash();

  default Hash32 digest(DomainSeparator domain) {
    return domain.digestOf(structHash());
  }
}

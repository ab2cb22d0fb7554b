package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.NOT_SIGNED;

import io.lockstep.attestation.AttestationException;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.FrostVerifier;
import io.lockstep.protocol.GroupKey;
import io.lockstep.protocol.Hash32;

/** A checkpoint with the quorum's signature: all that anybody needs to carry a lane forward. */
public record FinishedCheckpoint(Checkpoint checkpoint, FrostSignature signature) {
  /**
   * Checks that the key signed it for that gateway.
   *
   * @return what was signed
   * @throws AttestationException if not
   */
  public Hash32 requireSigned(GroupKey key, DomainSeparator destination) {
    Hash32 digest = checkpoint.digest(destination);
    if (!FrostVerifier.verify(key, digest, signature)) {
      throw new AttestationException(
          NOT_SIGNED,
          "checkpoint of message " + checkpoint.nonce(),
          signature,
          "one of the quorum");
    }
    return digest;
  }
}

package io.lockstep.attestation.attester;

import static io.lockstep.attestation.AttestationException.Code.OUT_OF_RANGE;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.LaneId;

/** What a coordinator asks an attester to sign. */
public sealed interface Proposal permits CheckpointProposal, RulingProposal {
  byte CHECKPOINT = 1;
  byte RULING = 2;

  LaneId lane();

  long keyEpoch();

  /** Kind (1 byte) ‖ what that kind has. */
  Bytes encode();

  static Proposal decode(Bytes bytes) {
    Require.remaining(bytes.asByteBuffer(), 1, "proposal");
    byte kind = bytes.asByteBuffer().get();
    Bytes rest = bytes.slice(1, bytes.length() - 1);
    return switch (kind) {
      case CHECKPOINT -> CheckpointProposal.read(rest);
      case RULING -> RulingProposal.read(rest);
      default ->
          throw new AttestationException(
              OUT_OF_RANGE, "kind of proposal", kind, CHECKPOINT + " to " + RULING);
    };
  }
}

package io.lockstep.attestation.signing;

import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.nio.ByteBuffer;

/**
 * Everything that a signer holds ready for a coordinator. The coordinator is named, so that an
 * offer carried to another one is of no use there.
 */
public record CommitmentOffer(CoordinatorId coordinator, Allotment allotment) {
  public static CommitmentOffer decode(Identifier signer, Bytes body) {
    Require.wholeEntries(body, Hash32.LENGTH, Allotment.COMMITMENT_LENGTH, "offer");
    return new CommitmentOffer(
        new CoordinatorId(new Hash32(body.slice(0, Hash32.LENGTH))),
        Allotment.decode(signer, body.slice(Hash32.LENGTH, body.length() - Hash32.LENGTH)));
  }

  /** Coordinator (32 bytes) ‖ commitments. */
  public Bytes encode() {
    Bytes commitments = allotment.encode();
    return Bytes.copyOf(
        ByteBuffer.allocate(Hash32.LENGTH + commitments.length())
            .put(coordinator.hash().bytes().asByteBuffer())
            .put(commitments.asByteBuffer())
            .array());
  }
}

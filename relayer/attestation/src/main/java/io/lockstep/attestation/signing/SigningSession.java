package io.lockstep.attestation.signing;

import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.CommitmentList;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One attempt at one signature: who takes part, with which commitments, over what. Each attempt has
 * other commitments and so another hash, which all answers to it are signed with.
 *
 * @param key the hash of the {@link QuorumKey}
 * @param digest what is signed; each signer compares it with what it has approved itself
 */
public record SigningSession(Hash32 key, Hash32 digest, CommitmentList commitments) {
  private static final Hash32 TAG = Keccak256.ofText("LOCKSTEP_SIGNING_SESSION_V1");

  private static final int HEADER_LENGTH = 2 * Hash32.LENGTH;

  public static SigningSession decode(Bytes bytes) {
    Require.wholeEntries(bytes, HEADER_LENGTH, SigningCommitment.LENGTH, "signing session");
    return new SigningSession(
        new Hash32(bytes.slice(0, Hash32.LENGTH)),
        new Hash32(bytes.slice(Hash32.LENGTH, Hash32.LENGTH)),
        CommitmentList.decode(bytes.slice(HEADER_LENGTH, bytes.length() - HEADER_LENGTH)));
  }

  /** Key (32 bytes) ‖ digest (32) ‖ commitments with their identifiers (98 each), rising. */
  public Bytes encode() {
    Bytes list = commitments.encode();
    return Bytes.copyOf(
        ByteBuffer.allocate(HEADER_LENGTH + list.length())
            .put(key.bytes().asByteBuffer())
            .put(digest.bytes().asByteBuffer())
            .put(list.asByteBuffer())
            .array());
  }

  public Hash32 hash() {
    return new Keccak256().add(TAG).add(encode()).finish();
  }

  public List<Identifier> signers() {
    return commitments.identifiers();
  }
}

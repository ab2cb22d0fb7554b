package io.lockstep.attestation.signing;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.SigningCommitment;
import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Commitments of one signer for one coordinator, each different, and few.
 *
 * <p>Without the identifier of the signer in its bytes: the message around them names it, and what
 * is not said twice cannot differ.
 */
public record Allotment(Identifier signer, List<SigningCommitment> commitments) {
  /** So many signings can one coordinator have under way with a signer. */
  public static final int SIZE_MAX = 4;

  static final int COMMITMENT_LENGTH = SigningCommitment.LENGTH - Identifier.LENGTH;

  public Allotment {
    commitments = List.copyOf(commitments);
    Require.inRange(commitments.size(), 0, SIZE_MAX, "count of commitments");
    if (commitments.stream().distinct().count() != commitments.size()) {
      throw new AttestationException(
          INCONSISTENT, "commitments of " + signer, "one of them twice", "each once");
    }
    for (SigningCommitment commitment : commitments) {
      if (!commitment.identifier().equals(signer)) {
        throw new AttestationException(FOREIGN, "commitment", commitment.identifier(), signer);
      }
    }
  }

  static Allotment empty(Identifier signer) {
    return new Allotment(signer, List.of());
  }

  public static Allotment decode(Identifier signer, Bytes bytes) {
    Require.wholeEntries(bytes, 0, COMMITMENT_LENGTH, "commitments");
    Require.inRange(bytes.length() / COMMITMENT_LENGTH, 0, SIZE_MAX, "count of commitments");
    List<SigningCommitment> commitments = new ArrayList<>();
    for (int at = 0; at < bytes.length(); at += COMMITMENT_LENGTH) {
      commitments.add(commitment(signer, bytes.slice(at, COMMITMENT_LENGTH)));
    }
    return new Allotment(signer, commitments);
  }

  private static SigningCommitment commitment(Identifier signer, Bytes points) {
    return SigningCommitment.decode(
        Bytes.copyOf(
            ByteBuffer.allocate(SigningCommitment.LENGTH)
                .put(signer.encode().asByteBuffer())
                .put(points.asByteBuffer())
                .array()));
  }

  /** For each commitment: hiding point (33 bytes) ‖ binding point (33). */
  public Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(commitments.size() * COMMITMENT_LENGTH);
    for (SigningCommitment commitment : commitments) {
      out.put(commitment.encode().slice(Identifier.LENGTH, COMMITMENT_LENGTH).asByteBuffer());
    }
    return Bytes.copyOf(out.array());
  }
}

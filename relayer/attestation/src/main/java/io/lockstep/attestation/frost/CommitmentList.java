package io.lockstep.attestation.frost;

import static io.lockstep.attestation.AttestationException.Code.FOREIGN;
import static io.lockstep.attestation.frost.PublicKeyPackage.PARTICIPANTS_MAX;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The commitments of all who sign in a round. Every signer must see the same list, so it has one
 * form: rising by identifier, each once.
 */
public record CommitmentList(List<SigningCommitment> commitments) {
  public CommitmentList {
    commitments = List.copyOf(commitments);
    Require.inRange(commitments.size(), 1, PARTICIPANTS_MAX, "count of commitments");
    Require.rising(commitments, SigningCommitment::identifier, "identifier of a commitment");
  }

  /** Brings them into order. Two of one signer are refused: nobody may choose between them. */
  public static CommitmentList sorting(Collection<SigningCommitment> commitments) {
    return new CommitmentList(
        commitments.stream().sorted(Comparator.comparing(SigningCommitment::identifier)).toList());
  }

  public static CommitmentList decode(Bytes bytes) {
    Require.wholeEntries(bytes, 0, SigningCommitment.LENGTH, "commitment list");
    int count = bytes.length() / SigningCommitment.LENGTH;
    Require.inRange(count, 1, PARTICIPANTS_MAX, "count of commitments");
    ByteBuffer in = bytes.asByteBuffer();
    SigningCommitment[] commitments = new SigningCommitment[count];
    for (int i = 0; i < count; i++) {
      commitments[i] = SigningCommitment.read(in);
    }
    return new CommitmentList(List.of(commitments));
  }

  /** RFC 9591's encode_group_commitment_list: one commitment behind the other. */
  public Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(commitments.size() * SigningCommitment.LENGTH);
    commitments.forEach(commitment -> commitment.writeTo(out));
    return Bytes.copyOf(out.array());
  }

  public List<Identifier> identifiers() {
    return commitments.stream().map(SigningCommitment::identifier).toList();
  }

  public Optional<SigningCommitment> find(Identifier identifier) {
    return commitments.stream()
        .filter(commitment -> commitment.identifier().equals(identifier))
        .findFirst();
  }

  /**
   * The commitment of somebody who must have made one.
   *
   * @throws AttestationException if they have not
   */
  SigningCommitment commitment(Identifier identifier) {
    return find(identifier)
        .orElseThrow(() ->
            new AttestationException(
                FOREIGN, "signer", identifier, "one that committed to this round"));
  }
}

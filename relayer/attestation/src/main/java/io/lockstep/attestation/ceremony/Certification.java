package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.PublicKeyPackage;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.util.List;

/**
 * What every participant signs when it has stored its share: this key came out of these messages,
 * for this roster.
 *
 * @param transcriptHash of all dealings, and so of all hellos
 * @param generation rises with each refresh of the key
 */
public record Certification(
    Hash32 termsHash,
    Hash32 ceremonyId,
    Hash32 transcriptHash,
    Hash32 rosterHash,
    long keyEpoch,
    long generation,
    PublicKeyPackage publicKeys) {
  static final int HEADER_LENGTH = 4 * Hash32.LENGTH + 2 * Long.BYTES;

  public Certification {
    CeremonyTerms.requireEpoch(keyEpoch);
    CeremonyTerms.requireQuorum(publicKeys.threshold(), publicKeys.roster().size());
  }

  public static Certification decode(Bytes bytes) {
    Fields in = Fields.of(bytes, "certification");
    return new Certification(
        in.hash(),
        in.hash(),
        in.hash(),
        in.hash(),
        in.uint64(),
        in.uint64(),
        PublicKeyPackage.decode(in.rest()));
  }

  /**
   * Hashes of the terms (32 bytes), the hellos (32), the transcript (32) and the roster (32) ‖ key
   * epoch (8) ‖ generation (8) ‖ public key package.
   */
  public Bytes encode() {
    return Fields.join(
        List.of(
            termsHash.bytes(),
            ceremonyId.bytes(),
            transcriptHash.bytes(),
            rosterHash.bytes(),
            Fields.uint64(keyEpoch),
            Fields.uint64(generation),
            publicKeys.encode()));
  }

  /**
   * Checks that it speaks of these attesters.
   *
   * @throws AttestationException if not
   */
  void requireOf(Roster roster) {
    if (!rosterHash.equals(roster.hash())) {
      throw new AttestationException(
          INCONSISTENT, "roster of a certified key", rosterHash, roster.hash());
    }
    var holders = publicKeys.roster().stream().map(share -> share.identifier()).toList();
    if (!holders.equals(roster.identifiers())) {
      throw new AttestationException(
          INCONSISTENT, "holders of a certified key", holders, roster.identifiers());
    }
  }
}

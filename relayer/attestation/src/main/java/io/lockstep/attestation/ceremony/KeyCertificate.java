package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;
import static io.lockstep.attestation.frost.PublicKeyPackage.PARTICIPANTS_MAX;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.Require;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.group.Points;
import io.lockstep.attestation.roster.IdentityKey;
import io.lockstep.attestation.roster.MessageKind;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.attestation.roster.SignedMessage;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import java.util.ArrayList;
import java.util.List;

/**
 * That each attester of a roster, and not merely a quorum, holds its share of this key. It needs no
 * ceremony to be checked, only the roster.
 *
 * @param signatures of all, in the order of the roster
 */
public record KeyCertificate(Certification certification, List<Bytes> signatures) {
  private static final Hash32 TAG = Keccak256.ofText("LOCKSTEP_KEY_CERTIFICATE_V1");

  /** Threshold and group key stand before the shares. */
  private static final int FIXED_LENGTH = Certification.HEADER_LENGTH + 1 + Points.LENGTH;

  private static final int LENGTH_OF_EACH =
      Identifier.LENGTH + Points.LENGTH + IdentityKey.SIGNATURE_LENGTH;

  public KeyCertificate {
    signatures = List.copyOf(signatures);
    int holders = certification.publicKeys().roster().size();
    if (signatures.size() != holders) {
      throw new AttestationException(
          INCONSISTENT, "signatures of a certificate", signatures.size(), holders);
    }
    signatures.forEach(signature ->
        Require.length(signature, IdentityKey.SIGNATURE_LENGTH, "signature of a certificate"));
  }

  public static KeyCertificate decode(Bytes bytes) {
    Require.wholeEntries(bytes, FIXED_LENGTH, LENGTH_OF_EACH, "key certificate");
    int count = (bytes.length() - FIXED_LENGTH) / LENGTH_OF_EACH;
    Require.inRange(count, 2, PARTICIPANTS_MAX, "count of participants");
    int signaturesLength = count * IdentityKey.SIGNATURE_LENGTH;
    Fields in = Fields.of(bytes, "key certificate");
    return new KeyCertificate(
        Certification.decode(in.bytes(bytes.length() - signaturesLength)),
        in.repeated(count, () -> in.bytes(IdentityKey.SIGNATURE_LENGTH)));
  }

  /** Certification ‖ for each participant: signature (64 bytes). */
  public Bytes encode() {
    List<Bytes> fields = new ArrayList<>(List.of(certification.encode()));
    fields.addAll(signatures);
    return Fields.join(fields);
  }

  /**
   * Of what is certified. The signatures are left out, because a signer could make a second one and
   * with it a second hash of the same certificate.
   */
  public Hash32 hash() {
    return new Keccak256().add(TAG).add(certification.encode()).finish();
  }

  /**
   * Checks that all attesters of the roster signed it.
   *
   * @throws AttestationException if one did not, or if it speaks of another roster
   */
  public KeyCertificate requireSigned(Roster roster) {
    certification.requireOf(roster);
    Bytes body = certification.encode();
    for (int i = 0; i < roster.size(); i++) {
      new SignedMessage(
              MessageKind.CEREMONY_CERTIFICATION,
              certification.termsHash(),
              roster.identifiers().get(i),
              body,
              signatures.get(i))
          .requireSigned(roster);
    }
    return this;
  }
}

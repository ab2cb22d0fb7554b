package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Bytes;

/**
 * A share that its holder has not yet seen certified by all. It signs nothing: it is there to be
 * stored before its holder certifies it, so that no certificate speaks of a share that was lost.
 */
public record PendingKey(KeyPackage key, Certification certification) {
  public PendingKey {
    if (!key.publicKeys().equals(certification.publicKeys())) {
      throw new AttestationException(
          INCONSISTENT, "pending share", "one of another key", "one of the certified key");
    }
  }

  public static PendingKey decode(byte[] bytes) {
    Fields in = Fields.of(Bytes.copyOf(bytes), "pending key");
    var identifier = in.identifier();
    SecretScalar share = SecretScalar.decode(in.array(SecretScalar.LENGTH));
    Certification certification = Certification.decode(in.rest());
    return new PendingKey(
        new KeyPackage(identifier, share, certification.publicKeys()), certification);
  }

  /**
   * Identifier (32 bytes) ‖ secret share (32) ‖ certification. It is secret, for whoever seals it.
   */
  public byte[] reveal() {
    return Fields.join(
            key.identifier().encode(),
            Bytes.copyOf(key.secretShare().reveal()),
            certification.encode())
        .toArray();
  }

  /**
   * With the certificate of all, which also somebody else may have collected.
   *
   * @throws AttestationException if it is not the certificate of this share
   */
  public CertifiedKey certified(KeyCertificate certificate, Roster roster) {
    if (!certificate.certification().equals(certification)) {
      throw new AttestationException(
          INCONSISTENT, "certificate", "one of another ceremony", "the one of the pending share");
    }
    return CertifiedKey.of(key, certificate, roster);
  }
}

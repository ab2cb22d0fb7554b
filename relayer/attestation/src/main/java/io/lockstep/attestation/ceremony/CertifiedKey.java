package io.lockstep.attestation.ceremony;

import static io.lockstep.attestation.AttestationException.Code.INCONSISTENT;

import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.frost.KeyPackage;
import io.lockstep.attestation.group.SecretScalar;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.GroupKey;

/**
 * A share and the certificate of all who hold one. There is no way to make it without a certificate
 * that has been checked, so whoever asks for it gets a key that counts.
 */
public final class CertifiedKey {
  private final KeyPackage key;
  private final KeyCertificate certificate;

  private CertifiedKey(KeyPackage key, KeyCertificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /**
   * Checks the certificate, and that the share is one of the key it speaks of.
   *
   * @throws AttestationException if not
   */
  public static CertifiedKey of(KeyPackage key, KeyCertificate certificate, Roster roster) {
    certificate.requireSigned(roster);
    if (!key.publicKeys().equals(certificate.certification().publicKeys())) {
      throw new AttestationException(
          INCONSISTENT, "share", "one of another key", "one of the certified key");
    }
    return new CertifiedKey(key, certificate);
  }

  /** Reads what {@link #reveal} gives, and checks all of it again. */
  public static CertifiedKey decode(byte[] bytes, Roster roster) {
    Fields in = Fields.of(Bytes.copyOf(bytes), "certified key");
    Identifier identifier = in.identifier();
    SecretScalar share = SecretScalar.decode(in.array(SecretScalar.LENGTH));
    KeyCertificate certificate = KeyCertificate.decode(in.rest());
    KeyPackage key = new KeyPackage(identifier, share, certificate.certification().publicKeys());
    return of(key, certificate, roster);
  }

  /**
   * Identifier (32 bytes) ‖ secret share (32) ‖ certificate. It is secret, for whoever seals it.
   */
  public byte[] reveal() {
    return Fields.join(
            key.identifier().encode(),
            Bytes.copyOf(key.secretShare().reveal()),
            certificate.encode())
        .toArray();
  }

  /**
   * What may be read of it where it lies sealed: identifier (32 bytes) ‖ group key (33) ‖ key epoch
   * (8) ‖ generation (8).
   */
  public Bytes label() {
    return Fields.join(
        identifier().encode(),
        groupKey().point().compressed(),
        Fields.uint64(keyEpoch()),
        Fields.uint64(generation()));
  }

  public KeyPackage key() {
    return key;
  }

  public KeyCertificate certificate() {
    return certificate;
  }

  public Identifier identifier() {
    return key.identifier();
  }

  public GroupKey groupKey() {
    return key.groupKey();
  }

  public long keyEpoch() {
    return certificate.certification().keyEpoch();
  }

  public long generation() {
    return certificate.certification().generation();
  }

  @Override
  public String toString() {
    return "CertifiedKey[identifier=%s, keyEpoch=%s, generation=%s, groupKey=%s]"
        .formatted(
            identifier(),
            Long.toUnsignedString(keyEpoch()),
            Long.toUnsignedString(generation()),
            groupKey().point().compressed());
  }
}
